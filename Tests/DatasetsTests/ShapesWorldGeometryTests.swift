import Testing

@testable import Datasets

/// The outlines of the shapes against closed forms.
@Suite struct ShapesWorldGeometryTests {
  /// A point of a fine grid over the unit square and its margin.
  private static let grid: [Float] = (-210...210).map { Float($0) / 200 }

  @Test(arguments: Shape.allCases)
  func boundingBoxIsCentredAndTwoWide(_ shape: Shape) {
    var (left, right, top, bottom): (Float, Float, Float, Float) = (9, -9, 9, -9)
    for y in Self.grid {
      for x in Self.grid where shape.contains(x: x, y: y) {
        left = min(left, x)
        right = max(right, x)
        top = min(top, y)
        bottom = max(bottom, y)
      }
    }
    #expect(abs(right - 1) < 0.011 && abs(left + 1) < 0.011)
    #expect(abs(bottom - shape.halfHeight) < 0.011 && abs(top + shape.halfHeight) < 0.011)
    #expect(shape.halfHeight <= 1)
  }

  @Test(arguments: Shape.allCases)
  func areaIsThatOfTheClosedForm(_ shape: Shape) {
    var inside = 0
    for y in Self.grid {
      for x in Self.grid where shape.contains(x: x, y: y) { inside += 1 }
    }
    let area = Float(inside) / (200 * 200)
    let expected = closedFormArea(shape)
    #expect(abs(area - expected) < 0.012 * expected, "\(shape): \(area), expected \(expected)")
  }

  @Test func ringHasAHoleOf55Percent() {
    #expect(!Shape.ring.contains(x: 0, y: 0))
    #expect(!Shape.ring.contains(x: 0.54, y: 0) && Shape.ring.contains(x: 0.56, y: 0))
    #expect(!Shape.ring.contains(x: 0, y: -0.54) && Shape.ring.contains(x: 0, y: -0.56))
  }

  @Test func barsOfTheCrossAre70PercentWide() {
    #expect(Shape.cross.contains(x: 0.34, y: 0.99) && !Shape.cross.contains(x: 0.36, y: 0.99))
    #expect(Shape.cross.contains(x: -0.99, y: 0.34) && !Shape.cross.contains(x: -0.99, y: 0.36))
  }

  @Test func starAndTrianglePointUp() {
    #expect(Shape.triangle.contains(x: 0.9, y: 0.85) && !Shape.triangle.contains(x: 0.9, y: -0.7))
    #expect(Shape.star.contains(x: 0, y: -0.94) && !Shape.star.contains(x: 0, y: 0.6))
    #expect(Shape.star.contains(x: 0.6, y: 0.93) && !Shape.star.contains(x: 0.6, y: -0.93))
  }

  @Test func heartHasItsNotchAboveAndItsPointBelow() {
    #expect(!Shape.heart.contains(x: 0, y: -0.6) && Shape.heart.contains(x: 0.48, y: -0.8))
    #expect(Shape.heart.contains(x: 0, y: 0.86) && !Shape.heart.contains(x: 0.1, y: 0.86))
  }

  /// The area in squares of the radius.
  private func closedFormArea(_ shape: Shape) -> Float {
    switch shape {
    case .circle: .pi
    case .square: 4
    case .triangle: Float(3).squareRoot()
    // Ten triangles between the middle, a point (1.0515 away) and a notch (0.4016 away), 36° apart.
    case .star: 10 * 0.5 * 1.051_462 * 0.401_623 * 0.587_785
    case .heart: heartArea
    case .cross: 2 * 2 * 0.7 - 0.7 * 0.7
    case .diamond: 2
    case .ring: .pi * (1 - 0.55 * 0.55)
    }
  }

  /// Twice the right half: a sector of the lobe (225° less the part across the axis, whose angle
  /// has the tangent 0.2 / 0.48), the triangle between lobe and axis, and a quadrilateral below.
  private var heartArea: Float {
    let sector = 0.5 * 0.52 * 0.52 * Float(225 - 22.619_86) * .pi / 180
    let triangle: Float = 0.5 * 0.48 * 0.2
    let corners: [(x: Float, y: Float)] = [
      (0, 0.867_696), (0.847_696, 0.02), (0.48, -0.347_696), (0, -0.347_696),
    ]
    var doubled: Float = 0
    for index in corners.indices {
      let next = corners[(index + 1) % corners.count]
      doubled += corners[index].x * next.y - next.x * corners[index].y
    }
    return 2 * (sector + triangle + abs(doubled) / 2)
  }
}
