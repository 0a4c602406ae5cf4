import Datasets

/// How a template lies over a region.
struct TemplateFit {
  /// The overlap, intersection over union, 0 to 1.
  var overlap: Float
  /// The centre of the shape's bounding box, in pixels.
  var x: Float
  var y: Float
  /// Half the longer side of the bounding box, in pixels.
  var radius: Float
}

/// A shape of radius 1 as a summed-area table, from which it is drawn at any size and place.
struct ShapeTemplate: Sendable {
  /// The templates of all shapes.
  static let all = Shape.allCases.map(ShapeTemplate.init)

  /// The shape.
  let shape: Shape

  /// The overlap from which a region counts as the shape.
  let minimumOverlap: Float

  private static let cells = 128
  /// The area of the shape left of and above each corner of a grid of cells over [-1, 1] x [-1, 1].
  private let sums: [Float]
  private let area: Float
  private let centroidX: Float
  private let centroidY: Float

  private init(_ shape: Shape) {
    self.shape = shape
    let cells = Self.cells
    let step = 2 / Double(cells)
    var sums = Array(repeating: 0.0, count: (cells + 1) * (cells + 1))
    var (area, momentX, momentY) = (0.0, 0.0, 0.0)
    for row in 0..<cells {
      var rowSum = 0.0
      for column in 0..<cells {
        let (x, y) = (-1 + Double(column) * step, -1 + Double(row) * step)
        let covered = Self.coverage(of: shape, x: x, y: y, step: step) * step * step
        rowSum += covered
        area += covered
        momentX += covered * (x + step / 2)
        momentY += covered * (y + step / 2)
        sums[(row + 1) * (cells + 1) + column + 1] = sums[row * (cells + 1) + column + 1] + rowSum
      }
    }
    self.sums = sums.map(Float.init)
    self.area = Float(area)
    minimumOverlap = shape.minimumOverlap(area: Float(area))
    centroidX = Float(momentX / area)
    centroidY = Float(momentY / area)
  }

  /// The part of a cell inside the shape, from four points.
  private static func coverage(of shape: Shape, x: Double, y: Double, step: Double) -> Double {
    var inside = 0.0
    for (u, v) in [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)]
    where shape.contains(x: Float(x + u * step), y: Float(y + v * step)) {
      inside += 0.25
    }
    return inside
  }

  /// Lays the template over `region` so that area and centroid agree, and measures the overlap.
  ///
  /// The intersection is the sum over pixels of the smaller of the two coverages; as the areas A
  /// agree, the union is 2 A less the intersection.
  func fit(to region: Region) -> TemplateFit {
    let radius = (region.area / area).squareRoot()
    let x = region.centroidX - radius * centroidX
    let y = region.centroidY - radius * centroidY
    var above = corners(ofRow: 0, region: region, x: x, y: y, radius: radius)
    var intersection: Float = 0
    for row in 0..<region.height {
      let below = corners(ofRow: row + 1, region: region, x: x, y: y, radius: radius)
      for column in 0..<region.width {
        let drawn = below[column + 1] - below[column] - above[column + 1] + above[column]
        intersection += min(drawn, region.coverage[row * region.width + column])
      }
      above = below
    }
    return TemplateFit(
      overlap: intersection / (2 * region.area - intersection), x: x, y: y, radius: radius)
  }

  /// The template's area, in pixels, left of and above each pixel corner of a row of the window.
  private func corners(
    ofRow row: Int, region: Region, x: Float, y: Float, radius: Float
  ) -> [Float] {
    let scale = Float(Self.cells) / 2 / radius
    let v = (Float(region.top + row) - y + radius) * scale
    return (0...region.width).map { column in
      sum(u: (Float(region.left + column) - x + radius) * scale, v: v) * radius * radius
    }
  }

  /// The summed area at the cell coordinates (u, v), bilinearly between corners.
  private func sum(u: Float, v: Float) -> Float {
    let cells = Self.cells
    let (u, v) = (min(max(u, 0), Float(cells)), min(max(v, 0), Float(cells)))
    let (column, row) = (min(Int(u), cells - 1), min(Int(v), cells - 1))
    let (s, t) = (u - Float(column), v - Float(row))
    let start = row * (cells + 1) + column
    let upper = sums[start] + s * (sums[start + 1] - sums[start])
    let next = start + cells + 1
    let lower = sums[next] + s * (sums[next + 1] - sums[next])
    return upper + t * (lower - upper)
  }
}
