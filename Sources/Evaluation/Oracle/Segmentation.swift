import Datasets
import Imaging
import Tensors

/// A picture cut into its background and regions of one colour each.
///
/// The nearest palette colour of a pixel at the edge of an object is often a third colour: halfway
/// between red and white is nearest to pink. So nearest colours only propose. Every connected patch
/// of pixels that are not background is explained by the few colours that fill it, those that
/// some pixels and all four of their neighbours share, and each of its pixels as a mixture of one
/// of these with the background. The mixture's coverage is what antialiasing made of the pixel,
/// so that areas and outlines are known to a fraction of a pixel.
struct Segmentation {
  /// The most common background colour; nil where no pixel is nearest to one.
  var background: Background?
  /// The regions, in the order of their topmost rows.
  var regions: [Region] = []

  /// The smallest area of a region in canvas units, about half of the smallest star's.
  static let minimumArea: Float = 0.006
  /// A colour fills a patch where it has this part of the inner pixels of the patch's main colour.
  static let minimumShare: Float = 0.2
  /// The distance from its palette colour, of 442 at most, beyond which a colour has no name.
  static let maximumDistance: Float = 80

  /// Cuts up `image`, which must be square.
  init(of image: RGBImage) {
    require(
      image.width == image.height,
      "ShapeOracle: expected a square picture, got \(image.width) by \(image.height)")
    let labels = LabeledPixels(image)
    guard let backgroundLabel = labels.mostCommonBackground else { return }
    background = Background.allCases[backgroundLabel - Palette.firstBackground]
    let backgroundColor = labels.meanColor(of: backgroundLabel, in: Array(labels.labels.indices))
    let side = image.width
    let minimumCount = max(1, Int(Self.minimumArea * Float(side * side)))

    var cover = Cover(count: side * side)
    let patches = Components(
      keys: labels.labels.map { $0 == backgroundLabel ? -1 : 0 }, side: side,
      minimumCount: minimumCount)
    for patch in patches.pixels {
      cover.explain(patch, of: labels, over: backgroundColor, backgroundLabel: backgroundLabel)
    }
    let keys = cover.coverage.indices.map { cover.coverage[$0] >= 0.5 ? cover.labels[$0] : -1 }
    for pixels in Components(keys: keys, side: side, minimumCount: minimumCount).pixels {
      let label = cover.labels[pixels[0]]
      guard let color = Palette.objectColor(label), labels.isNamed(label, in: pixels) else {
        continue
      }
      regions.append(Region(color: color, pixels: pixels, cover: cover, side: side))
    }
  }
}

/// What covers each pixel, and how much of it.
struct Cover {
  /// The palette label of the covering object.
  var labels: [Int]
  /// The covered part of the pixel, 0 to 1.
  var coverage: [Float]

  fileprivate init(count: Int) {
    labels = Array(repeating: -1, count: count)
    coverage = Array(repeating: 0, count: count)
  }

  /// Explains the pixels of `patch`, and the background's around it, by the colours that fill it.
  fileprivate mutating func explain(
    _ patch: [Int], of picture: LabeledPixels, over background: SIMD4<Float>, backgroundLabel: Int
  ) {
    let fills = picture.fillingLabels(of: patch, over: background, backgroundLabel: backgroundLabel)
    let colors = fills.map { picture.meanColor(of: $0, in: patch) }
    for pixel in patch { explain(pixel, of: picture, by: fills, colors, over: background) }
    for pixel in patch {
      forEachNeighbor(of: pixel, side: picture.side) { neighbor in
        if picture.labels[neighbor] == backgroundLabel {
          explain(neighbor, of: picture, by: fills, colors, over: background)
        }
      }
    }
  }

  private mutating func explain(
    _ pixel: Int, of picture: LabeledPixels, by fills: [Int], _ colors: [SIMD4<Float>],
    over background: SIMD4<Float>
  ) {
    var bestResidual = Float.infinity
    for (label, color) in zip(fills, colors) {
      let mixture = Mixture(picture.colors[pixel], of: color, over: background)
      if mixture.residual < bestResidual {
        bestResidual = mixture.residual
        labels[pixel] = label
        coverage[pixel] = mixture.coverage
      }
    }
  }
}
