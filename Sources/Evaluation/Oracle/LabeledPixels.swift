import Imaging

/// The pixels of a square picture with the labels of their nearest palette colours.
struct LabeledPixels {
  /// The width and height.
  let side: Int
  /// The colours, red, green, blue and 0, from 0 to 255.
  let colors: [SIMD4<Float>]
  /// The labels.
  let labels: [Int]
  /// Whether a pixel and all its neighbours share a label.
  let isInner: [Bool]

  init(_ image: RGBImage) {
    let side = image.width
    let bytes = image.pixels
    let colors = (0..<side * side).map { pixel -> SIMD4<Float> in
      let start = 3 * pixel
      return SIMD4<Float>(SIMD4<UInt8>(bytes[start], bytes[start + 1], bytes[start + 2], 0))
    }
    let labels = colors.map(Palette.nearest)
    self.side = side
    self.colors = colors
    self.labels = labels
    isInner = labels.indices.map { pixel in
      var same = true
      forEachNeighbor(of: pixel, side: side) { same = same && labels[$0] == labels[pixel] }
      return same
    }
  }

  /// The label of the background that most pixels are nearest to, or nil where none is.
  var mostCommonBackground: Int? {
    let first = Palette.firstBackground
    var counts = Array(repeating: 0, count: Palette.colors.count - first)
    for label in labels where label >= first { counts[label - first] += 1 }
    guard let most = counts.max(), most > 0 else { return nil }
    return counts.firstIndex(of: most).map { first + $0 }
  }

  /// The mean colour of the inner pixels of `pixels` with `label`; the palette's where there is
  /// none.
  func meanColor(of label: Int, in pixels: [Int]) -> SIMD4<Float> {
    var sum = SIMD4<Float>.zero
    var count: Float = 0
    for pixel in pixels where labels[pixel] == label && isInner[pixel] {
      sum += colors[pixel]
      count += 1
    }
    return count > 0 ? sum / count : Palette.colors[label]
  }

  /// The labels of the colours that fill `patch`.
  ///
  /// Where nothing has inner pixels, as in the ring of a small picture, the one colour whose
  /// mixtures with `background` come nearest to all pixels.
  func fillingLabels(
    of patch: [Int], over background: SIMD4<Float>, backgroundLabel: Int
  ) -> [Int] {
    var counts = Array(repeating: 0, count: Palette.colors.count)
    for pixel in patch where isInner[pixel] { counts[labels[pixel]] += 1 }
    let most = counts.max() ?? 0
    if most > 0 {
      let needed = Segmentation.minimumShare * Float(most)
      return counts.indices.filter { counts[$0] > 0 && Float(counts[$0]) >= needed }
    }
    var best = 0
    var bestResidual = Float.infinity
    for label in Palette.colors.indices where label != backgroundLabel {
      var residual: Float = 0
      for pixel in patch {
        residual += Mixture(colors[pixel], of: Palette.colors[label], over: background).residual
      }
      if residual < bestResidual { (best, bestResidual) = (label, residual) }
    }
    return [best]
  }

  /// Whether the mean colour of `label` in `pixels` is near enough to the palette's to bear its
  /// name.
  func isNamed(_ label: Int, in pixels: [Int]) -> Bool {
    let limit = Segmentation.maximumDistance
    return squaredLength(meanColor(of: label, in: pixels) - Palette.colors[label]) <= limit * limit
  }
}
