import RealModule

extension RGBImage {
  /// This picture under a Gaussian blur; beyond the edges, the edge is repeated.
  ///
  /// - Parameter deviation: The standard deviation in pixels, 0 or more; below a tenth nothing
  ///   changes.
  /// - Returns: The picture.
  public func blurred(deviation: Float) -> RGBImage {
    require(deviation >= 0, "blurred: expected a deviation of 0 or more, got \(deviation)")
    guard deviation >= 0.1 else { return self }
    let weights = gaussianWeights(deviation: deviation)
    let values = pixels.map(Float.init)
    let across = convolved(values, weights, count: width, step: 3) { y, x in (y * width + x) * 3 }
    let both = convolved(across, weights, count: height, step: width * 3) { x, y in
      (y * width + x) * 3
    }
    return RGBImage(width: width, height: height, pixels: both.map { UInt8($0.rounded()) })
  }

  /// The weighted sums of `values` along one axis of `count` pixels, `step` values from one to the
  /// next; `start` tells where pixel `place` of line `line` begins.
  private func convolved(
    _ values: [Float], _ weights: [Float], count: Int, step: Int,
    start: (_ line: Int, _ place: Int) -> Int
  ) -> [Float] {
    let reach = weights.count / 2
    var result = values
    for line in 0..<(width * height / count) {
      let first = start(line, 0)
      for place in 0..<count {
        for channel in 0..<3 {
          var sum: Float = 0
          for (tap, weight) in weights.enumerated() {
            let other = min(max(place + tap - reach, 0), count - 1)
            sum += weight * values[first + other * step + channel]
          }
          result[first + place * step + channel] = min(max(sum, 0), 255)
        }
      }
    }
    return result
  }
}

/// The weights of a Gaussian blur up to three standard deviations, which add up to 1.
private func gaussianWeights(deviation: Float) -> [Float] {
  let reach = max(1, Int((3 * deviation).rounded(.up)))
  let weights = (-reach...reach).map { Float.exp(-Float($0 * $0) / (2 * deviation * deviation)) }
  let total = weights.reduce(0, +)
  return weights.map { $0 / total }
}
