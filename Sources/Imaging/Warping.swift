extension RGBImage {
  /// This picture scaled about its centre and moved, in the same size.
  ///
  /// Each new pixel is the bilinear mean of the four old ones around the place that it comes from;
  /// beyond the edges, the edge is repeated.
  ///
  /// - Parameters:
  ///   - scale: How many times as large what it shows becomes, above 0.
  ///   - right: How many pixels it moves to the right.
  ///   - down: How many pixels it moves down.
  /// - Returns: The picture.
  public func warped(scale: Float, right: Float, down: Float) -> RGBImage {
    require(scale > 0, "warped: expected a scale above 0, got \(scale)")
    let columns = axisPlaces(width, scale: scale, shift: right)
    let rows = axisPlaces(height, scale: scale, shift: down)
    var result = self
    var index = 0
    for row in rows {
      let (upper, lower) = (row.first * width * 3, row.second * width * 3)
      for column in columns {
        let (left, right) = (column.first * 3, column.second * 3)
        for channel in 0..<3 {
          let above = blended(upper + left + channel, upper + right + channel, column.weight)
          let below = blended(lower + left + channel, lower + right + channel, column.weight)
          result.pixels[index] = UInt8((above + (below - above) * row.weight).rounded())
          index += 1
        }
      }
    }
    return result
  }

  private func blended(_ first: Int, _ second: Int, _ weight: Float) -> Float {
    let (a, b) = (Float(pixels[first]), Float(pixels[second]))
    return a + (b - a) * weight
  }
}

/// For each new pixel of an axis of `count` pixels the two old ones around the place that it comes
/// from, and the weight of the second.
private func axisPlaces(
  _ count: Int, scale: Float, shift: Float
) -> [(first: Int, second: Int, weight: Float)] {
  let centre = Float(count - 1) / 2
  return (0..<count).map { index in
    let place = min(max((Float(index) - shift - centre) / scale + centre, 0), Float(count - 1))
    let first = Int(place)
    return (first, min(first + 1, count - 1), place - Float(first))
  }
}
