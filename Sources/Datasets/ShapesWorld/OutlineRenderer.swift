import Imaging
import Tensors

/// The outlines of a scene's objects: black lines on white, `side` pixels wide and high, without
/// colours and without the background.
///
/// The lines follow the shapes' own outlines, half of their width on either side. A pixel is as
/// dark as the line covers it, taken from the distance between its centre and the outline.
///
/// - Parameters:
///   - scene: What is to be outlined.
///   - side: The side of the picture in pixels.
///   - lineWidth: The width of lines in canvas units (side = 1).
/// - Returns: The picture.
public func renderOutlines(_ scene: Scene, side: Int, lineWidth: Float = 1 / 32) -> RGBImage {
  require(side > 0, "renderOutlines: expected a positive side, got \(side)")
  let half = lineWidth * Float(side) / 2
  var darkness = [Float](repeating: 0, count: side * side)
  for object in scene.objects {
    let pen = Pen(object, side: side, half: half)
    for row in pen.rows {
      for column in pen.columns {
        let place = row * side + column
        darkness[place] = max(darkness[place], pen.coverage(column: column, row: row))
      }
    }
  }
  let pixels = darkness.flatMap { share in
    [UInt8](repeating: UInt8(255 * (1 - share) + 0.5), count: 3)
  }
  return RGBImage(width: side, height: side, pixels: pixels)
}

/// Draws the outline of one object.
private struct Pen {
  let rows: Range<Int>
  let columns: Range<Int>
  private let outline: [Segment]
  private let x: Float
  private let y: Float
  private let radius: Float
  private let half: Float

  init(_ object: SceneObject, side: Int, half: Float) {
    outline = Outlines.all[object.shape] ?? []
    (x, y) = (object.x * Float(side), object.y * Float(side))
    radius = object.radius * Float(side)
    self.half = half
    let reach = radius + half + 1
    rows = pixelRange(from: y - reach, to: y + reach, side: side)
    columns = pixelRange(from: x - reach, to: x + reach, side: side)
  }

  /// The share of a pixel that the line covers.
  func coverage(column: Int, row: Int) -> Float {
    // Shapes are symmetric about their axis.
    let point = (
      x: abs(Float(column) + 0.5 - x) / radius, y: (Float(row) + 0.5 - y) / radius
    )
    let squared = outline.reduce(Float.infinity) { min($0, $1.squaredDistance(to: point)) }
    return min(max(half + 0.5 - squared.squareRoot() * radius, 0), 1)
  }
}

/// The right halves of the shapes' outlines as short straight lines, in unit coordinates.
private enum Outlines {
  static let all: [Shape: [Segment]] = Dictionary(
    uniqueKeysWithValues: Shape.allCases.map { ($0, segments(of: $0)) })

  /// The heights at which outlines are followed; they lie closer at the top and at the bottom,
  /// where round outlines run flat.
  private static let steps = 128

  private static func segments(of shape: Shape) -> [Segment] {
    let cuts = (0...steps).map { step in
      let share = Float(step) / Float(steps)
      let y = shape.halfHeight * (2 * share * share * (3 - 2 * share) - 1)
      return (y: y, extent: shape.extent(atY: y))
    }
    var segments: [Segment] = []
    for (upper, lower) in zip(cuts, cuts.dropFirst()) {
      segments.append(
        Segment(from: (upper.extent.outer, upper.y), to: (lower.extent.outer, lower.y)))
      // On the axis the inner outline is none.
      if max(upper.extent.inner, lower.extent.inner) > 0 {
        segments.append(
          Segment(from: (upper.extent.inner, upper.y), to: (lower.extent.inner, lower.y)))
      }
    }
    for end in [cuts[0], cuts[steps]] {
      segments.append(Segment(from: (end.extent.inner, end.y), to: (end.extent.outer, end.y)))
    }
    return segments
  }
}

/// A straight line between two points.
private struct Segment {
  private let start: (x: Float, y: Float)
  private let way: (x: Float, y: Float)
  private let squaredLength: Float

  init(from start: (x: Float, y: Float), to end: (x: Float, y: Float)) {
    self.start = start
    way = (end.x - start.x, end.y - start.y)
    squaredLength = way.x * way.x + way.y * way.y
  }

  /// The square of the distance to the nearest of its points.
  func squaredDistance(to point: (x: Float, y: Float)) -> Float {
    let (dx, dy) = (point.x - start.x, point.y - start.y)
    let along = squaredLength > 0 ? (dx * way.x + dy * way.y) / squaredLength : 0
    let share = min(max(along, 0), 1)
    let (ex, ey) = (dx - share * way.x, dy - share * way.y)
    return ex * ex + ey * ey
  }
}
