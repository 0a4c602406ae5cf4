import Imaging
import Testing

@testable import Datasets

/// Pictures of scenes.
@Suite struct ShapesWorldRendererTests {
  private func object(
    _ shape: Shape, _ color: ShapeColor = .blue, x: Float = 0.5, y: Float = 0.5,
    radius: Float = 0.2
  ) -> SceneObject {
    SceneObject(shape: shape, color: color, size: .large, x: x, y: y, radius: radius)
  }

  @Test(arguments: Background.allCases)
  func emptySceneIsItsBackground(_ background: Background) {
    let picture = render(Scene(background: background, objects: []), side: 5)
    #expect(picture == RGBImage(width: 5, height: 5, color: background.rgb))
  }

  @Test(arguments: ShapeColor.allCases)
  func insideIsExactlyTheColorAndOutsideTheBackground(_ color: ShapeColor) {
    let scene = Scene(background: .black, objects: [object(.square, color, radius: 0.25)])
    let picture = render(scene, side: 16)
    for y in 0..<16 {
      for x in 0..<16 {
        let isInside = (4..<12).contains(x) && (4..<12).contains(y)
        #expect(picture[x, y] == (isInside ? color.rgb : Background.black.rgb))
      }
    }
  }

  /// Every pixel against 15 x 15 samples of the outline.
  @Test(arguments: Shape.allCases, [32, 41])
  func coverageIsThatOfFineSupersampling(_ shape: Shape, _ side: Int) {
    let object = object(shape, x: 0.463, y: 0.571, radius: 0.117)
    let scene = Scene(background: .white, objects: [object])
    let picture = render(scene, side: side)
    var worst: Float = 0
    for y in 0..<side {
      for x in 0..<side {
        let share = supersampled(object, x: x, y: y, side: side)
        let red = 255 + share * (Float(ShapeColor.blue.rgb.red) - 255)
        worst = max(worst, abs(Float(picture[x, y].red) - red))
      }
    }
    // Along y the outline is sampled on both sides, at most 1/32 and 1/30 of a pixel off.
    #expect(worst < 255 * (1 / 32 + 1 / 30))
  }

  private func supersampled(_ object: SceneObject, x: Int, y: Int, side: Int) -> Float {
    var inside = 0
    for row in 0..<15 {
      for column in 0..<15 {
        let sampleX = (Float(x) + (Float(column) + 0.5) / 15) / Float(side)
        let sampleY = (Float(y) + (Float(row) + 0.5) / 15) / Float(side)
        if object.shape.contains(
          x: (sampleX - object.x) / object.radius, y: (sampleY - object.y) / object.radius)
        {
          inside += 1
        }
      }
    }
    return Float(inside) / (15 * 15)
  }

  @Test func xGoesRightAndYGoesDown() {
    let scene = Scene(
      background: .white, objects: [object(.circle, .red, x: 0.75, y: 0.25, radius: 0.1)])
    let picture = render(scene, side: 16)
    #expect(picture[12, 4] == ShapeColor.red.rgb)
    #expect(picture[4, 12] == Background.white.rgb)
  }

  @Test func objectsBeyondTheEdgeAreCut() {
    let scene = Scene(background: .gray, objects: [object(.circle, x: 1.05, y: -0.05)])
    let picture = render(scene, side: 20)
    #expect(picture[19, 0] == ShapeColor.blue.rgb)
    #expect(picture[0, 19] == Background.gray.rgb)
  }
}
