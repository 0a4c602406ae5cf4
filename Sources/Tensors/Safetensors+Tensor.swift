import Files

extension SafetensorsFile {
  /// Appends a float32 tensor.
  public mutating func append(_ name: String, _ tensor: Tensor) {
    tensor.withElements { elements in
      append(
        name, dtype: .f32, shape: tensor.shape,
        bytes: Array(UnsafeRawBufferPointer(elements)))
    }
  }

  /// The float32 tensor `name`, of the given shape.
  ///
  /// - Throws: `InputError` (`invalid`) where it is missing, of another type or shape, without
  ///   elements, or has some that are not finite.
  public func tensor(_ name: String, shape: [Int], path: String) throws -> Tensor {
    func fault(expected: String, found: String) -> InputError {
      InputError(.invalid, path: "\(path): tensor \"\(name)\"", expected: expected, found: found)
    }
    let entry = try entry(name, dtype: .f32, shape: shape, path: path)
    guard shape.allSatisfy({ $0 > 0 }) else {
      throw fault(expected: "elements", found: "none, in the shape \(shape)")
    }
    let tensor = Tensor(shape: shape) { buffer in
      entry.withUnsafeBytes { bytes in
        UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes)
      }
    }
    guard tensor.isFinite else {
      throw fault(expected: "finite numbers", found: "infinite ones or NaN")
    }
    return tensor
  }
}
