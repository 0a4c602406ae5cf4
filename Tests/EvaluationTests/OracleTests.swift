import Datasets
import Evaluation
import Imaging
import Tensors
import Testing

@Suite struct OracleTests {
  private let oracle = ShapeOracle()

  @Test(arguments: [32, 64, 128])
  func seesEveryObjectAsItWasDrawn(side: Int) {
    for index in 0..<100 {
      let scene = ShapesWorld.sample(seed: 11, index: UInt64(index)).scene
      let seen = oracle.observe(render(scene, side: side))
      #expect(seen.background == scene.background)
      #expect(seen.objects.count == scene.objects.count)
      for object in scene.objects {
        let found = seen.objects.contains { $0.object.isNear(object, within: 0.6 / Float(side)) }
        #expect(found, "scene \(index): \(object) among \(seen.objects)")
      }
    }
  }

  @Test(arguments: Background.allCases)
  func seesEveryColorOnEveryBackground(background: Background) {
    for color in ShapeColor.allCases {
      for (index, shape) in Shape.allCases.enumerated() {
        let object = SceneObject(
          shape: shape, color: color, size: .small, x: 0.4 + 0.007 * Float(index), y: 0.513,
          radius: 0.11)
        let image = render(Scene(background: background, objects: [object]), side: 64)
        let seen = oracle.observe(image).objects
        #expect(seen.count == 1)
        #expect(seen.first?.object.isNear(object, within: 0.01) == true, "\(color) \(shape)")
      }
    }
  }

  @Test func seesTheNearestColorOfOffColors() {
    var image = RGBImage(width: 64, height: 64, color: RGBColor(red: 20, green: 22, blue: 12))
    fill(&image, 20..<45, 18..<43, RGBColor(red: 60, green: 180, blue: 70))
    let seen = oracle.observe(image)
    #expect(seen.background == .black)
    #expect(seen.objects.map(\.object.kind) == ["large green square"])
  }

  @Test func aColorOfNoNameIsNoObject() {
    var image = RGBImage(width: 64, height: 64)
    fill(&image, 20..<45, 18..<43, RGBColor(red: 0, green: 255, blue: 255))
    #expect(oracle.observe(image).objects.isEmpty)
    fill(&image, 20..<45, 18..<43, Background.black.rgb)
    #expect(oracle.observe(image).objects.isEmpty)
  }

  @Test func touchingObjectsOfTwoColorsAreTwo() {
    var image = RGBImage(width: 64, height: 64)
    fill(&image, 10..<30, 20..<40, ShapeColor.red.rgb)
    fill(&image, 30..<50, 20..<40, ShapeColor.blue.rgb)
    let seen = oracle.observe(image).objects.map(\.object.kind).sorted()
    #expect(seen == ["small blue square", "small red square"])
  }

  @Test(arguments: [(90, 20), (50, 50), (46, 24)])
  func figuresOfOtherProportionsAreNoShape(width: Int, height: Int) {
    var image = RGBImage(width: 128, height: 128)
    let (left, top) = ((128 - width) / 2, (128 - height) / 2)
    fill(&image, left..<left + width, top..<top + height, ShapeColor.purple.rgb)
    let expected = width == height ? ["large purple square"] : []
    #expect(oracle.observe(image).objects.map(\.object.kind) == expected)
  }

  @Test func emptyAndUniformPicturesShowNothing() {
    #expect(oracle.observe(RGBImage(width: 64, height: 64)).objects.isEmpty)
    let red = RGBImage(width: 64, height: 64, color: ShapeColor.red.rgb)
    #expect(oracle.observe(red) == Observation(background: nil, objects: []))
    #expect(oracle.observe(RGBImage(width: 1, height: 1)).objects.isEmpty)
    #expect(oracle.observe(RGBImage(width: 0, height: 0)).objects.isEmpty)
  }

  @Test func noiseOfAnyColorsNeverStopsIt() {
    for index in 0..<20 {
      var random = RandomSource(seed: 5, UInt64(index))
      let pixels = (0..<(48 * 48 * 3)).map { _ in UInt8(truncatingIfNeeded: random.nextWord()) }
      #expect(oracle.observe(RGBImage(width: 48, height: 48, pixels: pixels)).objects.isEmpty)
    }
  }
}

extension SceneObject {
  /// "small red circle".
  var kind: String { "\(size.rawValue) \(color.rawValue) \(shape.rawValue)" }

  /// Whether the other object is of the same kind, and place and radius agree.
  func isNear(_ other: SceneObject, within distance: Float) -> Bool {
    kind == other.kind && abs(x - other.x) <= distance && abs(y - other.y) <= distance
      && abs(radius - other.radius) <= distance
  }
}

/// Paints a rectangle.
func fill(_ image: inout RGBImage, _ columns: Range<Int>, _ rows: Range<Int>, _ color: RGBColor) {
  for y in rows { for x in columns { image[x, y] = color } }
}
