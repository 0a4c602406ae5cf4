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
  /// - Throws: `InputError` (`invalid`) where it is missing, or of another type or shape.
  public func tensor(_ name: String, shape: [Int], path: String) throws -> Tensor {
    let entry = try entry(name, dtype: .f32, shape: shape, path: path)
    return Tensor(shape: shape) { buffer in
      entry.withUnsafeBytes { bytes in
        UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes)
      }
    }
  }
}
