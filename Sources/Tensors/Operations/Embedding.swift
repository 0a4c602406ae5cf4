extension Tensor {
  /// The rows of this `[rows, width]` table named by `indices`: `[indices.count, width]`.
  public func rows(_ indices: [Int]) -> Tensor {
    require(
      rank == 2 && dataType == .float32, "rows: expected a float32 table, got \(self)")
    let stray = indices.first { !(0..<shape[0]).contains($0) }
    require(
      stray == nil, "rows: expected indices below \(shape[0]), got \(stray.map { "\($0)" } ?? "")")
    let width = shape[1]
    let source = floats
    let output = Tensor(shape: [indices.count, width]) { buffer in
      for (row, index) in indices.enumerated() {
        for column in 0..<width { buffer[row * width + column] = source[index * width + column] }
      }
    }
    let rowCount = shape[0]
    return output.computed(from: [self]) { _, gradient, _ in
      [gradient.scattered(to: indices, rowCount: rowCount)]
    }
  }

  /// The transpose of `rows`: row i of this tensor added to row `indices[i]` of zeros.
  private func scattered(to indices: [Int], rowCount: Int) -> Tensor {
    let width = shape[1]
    let source = floats
    let output = Tensor(shape: [rowCount, width]) { buffer in
      buffer.initialize(repeating: 0)
      for (row, index) in indices.enumerated() {
        for column in 0..<width { buffer[index * width + column] += source[row * width + column] }
      }
    }
    return output.computed(from: [self]) { _, gradient, _ in [gradient.rows(indices)] }
  }
}
