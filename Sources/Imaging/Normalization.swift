extension RGBImage {
  /// A picture from pixels in -1...1, as networks give them.
  ///
  /// A value v becomes the byte nearest to (v + 1) * 127.5, halves rounded up; values outside
  /// -1...1 are clamped, and NaN becomes 0.
  ///
  /// - Parameters:
  ///   - width: The width in pixels.
  ///   - height: The height in pixels.
  ///   - normalized: `height * width * 3` values, row by row from the top, channels last.
  public init(width: Int, height: Int, normalized: some Collection<Float>) {
    require(
      normalized.count == width * height * 3,
      "RGBImage: expected \(width * height * 3) values, got \(normalized.count)")
    let contiguous = normalized.withContiguousStorageIfAvailable { bytes(normalized: $0) }
    let pixels = contiguous ?? Array(normalized).withUnsafeBufferPointer { bytes(normalized: $0) }
    self.init(width: width, height: height, pixels: pixels)
  }

  /// The pixels as `height * width * 3` values in -1...1, row by row from the top, channels last.
  ///
  /// A byte b becomes b / 127.5 - 1; `init(width:height:normalized:)` gives the same bytes back.
  public func normalized() -> [Float] {
    [Float](unsafeUninitializedCapacity: pixels.count) { buffer, count in
      let values = UnsafeMutableBufferPointer(rebasing: buffer[..<pixels.count])
      values.initialize(repeating: 0)
      writeNormalized(into: values)
      count = pixels.count
    }
  }

  /// Writes what `normalized()` gives into `buffer`.
  ///
  /// - Parameter buffer: Memory of exactly `height * width * 3` values.
  public func writeNormalized(into buffer: UnsafeMutableBufferPointer<Float>) {
    require(
      buffer.count == pixels.count,
      "writeNormalized: expected room for \(pixels.count) values, got \(buffer.count)")
    pixels.withUnsafeBufferPointer { pixels in
      for i in 0..<pixels.count { buffer[i] = Float(pixels[i]) / 127.5 - 1 }
    }
  }
}

private func bytes(normalized values: UnsafeBufferPointer<Float>) -> [UInt8] {
  [UInt8](unsafeUninitializedCapacity: values.count) { buffer, count in
    for i in 0..<values.count {
      let scaled = (values[i] + 1) * 127.5
      // The comparison is false for NaN.
      let clamped = scaled > 0 ? min(scaled, 255) : 0
      buffer[i] = UInt8(clamped.rounded(.toNearestOrAwayFromZero))
    }
    count = values.count
  }
}
