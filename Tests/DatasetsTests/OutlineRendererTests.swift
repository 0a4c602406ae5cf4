import Imaging
import Testing

@testable import Datasets

/// Outlines of scenes.
@Suite struct OutlineRendererTests {
  private func scene(
    _ shape: Shape, _ color: ShapeColor = .blue, on background: Background = .black,
    x: Float = 0.5, y: Float = 0.5, radius: Float = 0.25
  ) -> Scene {
    Scene(
      background: background,
      objects: [SceneObject(shape: shape, color: color, size: .large, x: x, y: y, radius: radius)])
  }

  @Test func aSceneWithoutObjectsIsAWhitePage() {
    let page = renderOutlines(Scene(background: .black, objects: []), side: 8)
    #expect(page == RGBImage(width: 8, height: 8))
  }

  @Test func aSquareIsFourLines() {
    // At side 32 the square reaches from 8 to 24; lines two pixels wide cover one on either side.
    let picture = renderOutlines(scene(.square), side: 32, lineWidth: 1 / 16)
    for y in 0..<32 {
      for x in 0..<32 {
        let isNear = { (place: Int) in [7, 8, 23, 24].contains(place) }
        let isWithin = { (place: Int) in (7...24).contains(place) }
        let isLine = isNear(x) && isWithin(y) || isNear(y) && isWithin(x)
        let isCorner = [7, 24].contains(x) && [7, 24].contains(y)
        if isCorner { continue }
        #expect(picture[x, y].red == (isLine ? 0 : 255), "\(x), \(y)")
      }
    }
    // Outside a corner the line is round.
    #expect((1..<255).contains(picture[7, 7].red))
  }

  @Test(arguments: Shape.allCases)
  func linesFollowTheShapesOwnOutline(_ shape: Shape) {
    let side = 64
    let object = scene(shape, x: 0.47, y: 0.55).objects[0]
    let picture = renderOutlines(scene(shape, x: 0.47, y: 0.55), side: side, lineWidth: 1 / 32)
    func contains(_ x: Float, _ y: Float) -> Bool {
      shape.contains(
        x: (x / Float(side) - object.x) / object.radius,
        y: (y / Float(side) - object.y) / object.radius)
    }
    for y in 0..<side {
      for x in 0..<side {
        let center = (x: Float(x) + 0.5, y: Float(y) + 0.5)
        // Black only where the outline is near, white only where it is not.
        func crosses(within reach: Float) -> Bool {
          let around = (0..<16).map { step -> Bool in
            let (dx, dy) = circle[step]
            return contains(center.x + reach * dx, center.y + reach * dy)
          }
          return Set(around + [contains(center.x, center.y)]).count == 2
        }
        let red = picture[x, y].red
        if red == 0 { #expect(crosses(within: 1.1), "\(shape) \(x), \(y)") }
        if red == 255 { #expect(!crosses(within: 0.9), "\(shape) \(x), \(y)") }
      }
    }
  }

  /// Sixteen directions.
  private let circle: [(Float, Float)] = [
    (1, 0), (0.924, 0.383), (0.707, 0.707), (0.383, 0.924), (0, 1), (-0.383, 0.924),
    (-0.707, 0.707), (-0.924, 0.383), (-1, 0), (-0.924, -0.383), (-0.707, -0.707),
    (-0.383, -0.924), (0, -1), (0.383, -0.924), (0.707, -0.707), (0.924, -0.383),
  ]

  @Test(arguments: Shape.allCases)
  func nothingTellsOfColors(_ shape: Shape) {
    let one = renderOutlines(scene(shape, .red, on: .white), side: 32)
    let other = renderOutlines(scene(shape, .brown, on: .gray), side: 32)
    #expect(one == other)
    #expect(one.pixels.contains { $0 < 160 })
    #expect((0..<(32 * 32)).allSatisfy { Set(one.pixels[(3 * $0)..<(3 * $0 + 3)]).count == 1 })
  }
}
