extension RGBImage {
  /// This picture at another size.
  ///
  /// Along an axis that shrinks, each new pixel is the mean of the area it covers (box filter);
  /// along one that grows, the linear interpolation between the two nearest pixel centres, edges
  /// repeated (bilinear filter). The means are of the bytes as they are, not of linear light, and
  /// are computed in whole numbers and rounded once, so the result is exact everywhere.
  ///
  /// - Parameters:
  ///   - newWidth: The new width, at least 1.
  ///   - newHeight: The new height, at least 1.
  /// - Returns: The picture of the new size.
  public func resized(width newWidth: Int, height newHeight: Int) -> RGBImage {
    require(
      newWidth > 0 && newHeight > 0 && width > 0 && height > 0,
      "resized: \(width)x\(height) to \(newWidth)x\(newHeight): sides must be positive")
    if newWidth == width && newHeight == height { return self }
    let columns = AxisResampling(from: width, to: newWidth)
    let rows = AxisResampling(from: height, to: newHeight)
    let scale = columns.total * rows.total
    var result: [UInt8] = []
    result.reserveCapacity(newWidth * newHeight * 3)
    for taps in rows.taps {
      let line = blend(rows: taps)
      for taps in columns.taps {
        for channel in 0..<3 {
          var sum = scale / 2
          for (offset, weight) in taps.weights.enumerated() {
            sum += weight * line[(taps.first + offset) * 3 + channel]
          }
          result.append(UInt8(sum / scale))
        }
      }
    }
    return RGBImage(width: newWidth, height: newHeight, pixels: result)
  }

  /// This picture with each pixel repeated `factor` times along both axes.
  ///
  /// - Parameter factor: At least 1.
  /// - Returns: A picture `factor` times as wide and as high.
  public func enlarged(by factor: Int) -> RGBImage {
    require(factor > 0, "enlarged: the factor is at least 1, got \(factor)")
    if factor == 1 { return self }
    var result: [UInt8] = []
    result.reserveCapacity(pixels.count * factor * factor)
    for y in 0..<height {
      var line: [UInt8] = []
      line.reserveCapacity(width * factor * 3)
      for start in stride(from: y * width * 3, to: (y + 1) * width * 3, by: 3) {
        for _ in 0..<factor { line += pixels[start..<(start + 3)] }
      }
      for _ in 0..<factor { result += line }
    }
    return RGBImage(width: width * factor, height: height * factor, pixels: result)
  }

  /// The weighted sum of whole rows, three numbers a pixel.
  private func blend(rows taps: AxisResampling.Taps) -> [Int] {
    var line = [Int](repeating: 0, count: width * 3)
    for (offset, weight) in taps.weights.enumerated() {
      let start = (taps.first + offset) * width * 3
      for i in line.indices { line[i] += weight * Int(pixels[start + i]) }
    }
    return line
  }
}

/// How the pixels along one axis of a resized picture are weighted sums of the old ones.
private struct AxisResampling {
  /// The neighbouring old pixels from `first` on that make one new pixel.
  struct Taps {
    let first: Int
    let weights: [Int]
  }

  /// One entry for each new pixel.
  let taps: [Taps]
  /// What the weights of each entry add up to.
  let total: Int

  init(from old: Int, to new: Int) {
    if new < old {
      total = old
      taps = (0..<new).map { Self.box($0, old: old, new: new) }
    } else {
      total = 2 * new
      taps = (0..<new).map { Self.linear($0, old: old, new: new) }
    }
  }

  /// The overlap of new pixel `index` with each old one, in units of 1/`new` of an old pixel.
  private static func box(_ index: Int, old: Int, new: Int) -> Taps {
    let (start, end) = (index * old, (index + 1) * old)
    let (first, last) = (start / new, (end - 1) / new)
    return Taps(
      first: first,
      weights: (first...last).map { min(end, ($0 + 1) * new) - max(start, $0 * new) })
  }

  /// The two old centres around that of new pixel `index`, in units of 1/(2 `new`).
  private static func linear(_ index: Int, old: Int, new: Int) -> Taps {
    let total = 2 * new
    let position = min(max((2 * index + 1) * old - new, 0), (old - 1) * total)
    let (first, fraction) = (position / total, position % total)
    return Taps(first: first, weights: fraction == 0 ? [total] : [total - fraction, fraction])
  }
}
