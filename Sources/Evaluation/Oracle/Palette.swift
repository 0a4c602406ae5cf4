import Datasets
import Imaging

/// The eleven colours of the Shapes world as labels of pixels: 0 to 7 objects', 8 to 10
/// backgrounds', in the order of `ShapeColor.allCases` and `Background.allCases`.
enum Palette {
  /// The colours by label, each red, green, blue and 0, from 0 to 255.
  static let colors: [SIMD4<Float>] =
    ShapeColor.allCases.map { vector($0.rgb) } + Background.allCases.map { vector($0.rgb) }

  /// The label of the first background.
  static let firstBackground = ShapeColor.allCases.count

  /// The object's colour with `label`, or nil where it is a background's.
  static func objectColor(_ label: Int) -> ShapeColor? {
    label < firstBackground ? ShapeColor.allCases[label] : nil
  }

  /// The label of the colour nearest to `pixel`, by Euclidean distance in sRGB.
  static func nearest(to pixel: SIMD4<Float>) -> Int {
    var best = 0
    var bestDistance = Float.infinity
    for label in 0..<colors.count {
      let distance = squaredLength(pixel - colors[label])
      if distance < bestDistance { (best, bestDistance) = (label, distance) }
    }
    return best
  }

  private static func vector(_ color: RGBColor) -> SIMD4<Float> {
    SIMD4(Float(color.red), Float(color.green), Float(color.blue), 0)
  }
}

/// The square of the Euclidean length of `vector`.
func squaredLength(_ vector: SIMD4<Float>) -> Float { (vector * vector).sum() }

/// A pixel seen as `coverage` of an object's colour over the background.
struct Mixture {
  /// How much of the pixel the object covers, 0 to 1.
  var coverage: Float
  /// The squared distance of the pixel from that mixture.
  var residual: Float

  /// The mixture of `background` and `color` that comes nearest to `pixel`.
  init(_ pixel: SIMD4<Float>, of color: SIMD4<Float>, over background: SIMD4<Float>) {
    let direction = color - background
    let along = ((pixel - background) * direction).sum() / max(squaredLength(direction), 1)
    coverage = min(max(along, 0), 1)
    residual = squaredLength(background + coverage * direction - pixel)
  }
}
