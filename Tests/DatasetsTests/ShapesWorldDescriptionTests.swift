import Testing

@testable import Datasets

/// When a description is true of a scene.
@Suite struct ShapesWorldDescriptionTests {
  private func object(
    _ shape: Shape, _ color: ShapeColor, _ size: Size = .small, x: Float = 0.5, y: Float = 0.5
  ) -> SceneObject {
    SceneObject(shape: shape, color: color, size: size, x: x, y: y, radius: 0.12)
  }

  private func scene(_ objects: SceneObject...) -> Scene {
    Scene(background: .white, objects: objects)
  }

  private func holds(_ groups: ObjectGroup..., in scene: Scene) -> Bool {
    Description(groups: groups).holds(in: scene)
  }

  @Test func statedAttributesMustMatch() {
    let scene = scene(object(.circle, .red, .large))
    #expect(holds(ObjectGroup(shape: .circle), in: scene))
    #expect(holds(ObjectGroup(size: .large, color: .red, shape: .circle), in: scene))
    #expect(!holds(ObjectGroup(shape: .ring), in: scene))
    #expect(!holds(ObjectGroup(color: .blue, shape: .circle), in: scene))
    #expect(!holds(ObjectGroup(size: .small, shape: .circle), in: scene))
  }

  @Test func backgroundMustMatchWhereStated() {
    let groups = [ObjectGroup(shape: .star)]
    let scene = scene(object(.star, .blue))
    #expect(Description(background: .white, groups: groups).holds(in: scene))
    #expect(!Description(background: .gray, groups: groups).holds(in: scene))
  }

  @Test func countsAreExact() {
    let three = scene(object(.circle, .red), object(.circle, .red), object(.circle, .red))
    #expect(holds(ObjectGroup(count: 3, color: .red, shape: .circle), in: three))
    for count in [1, 2, 4] {
      #expect(!holds(ObjectGroup(count: count, color: .red, shape: .circle), in: three))
    }
  }

  @Test func countsAreOfWhatIsStated() {
    let mixed = scene(object(.circle, .red), object(.circle, .blue), object(.star, .blue))
    #expect(holds(ObjectGroup(color: .red, shape: .circle), in: mixed))
    #expect(holds(ObjectGroup(count: 2, shape: .circle), in: mixed))
    #expect(!holds(ObjectGroup(shape: .circle), in: mixed))
    #expect(holds(ObjectGroup(shape: .star), in: mixed))
  }

  @Test func colorsBelongToTheirObjects() {
    let scene = scene(object(.circle, .red), object(.square, .blue))
    let (circle, square) = (ObjectGroup(color: .red, shape: .circle), ObjectGroup(shape: .square))
    #expect(holds(circle, square, in: scene))
    #expect(
      !holds(
        ObjectGroup(color: .blue, shape: .circle), ObjectGroup(color: .red, shape: .square),
        in: scene))
  }

  /// The small circle is red too: only one way of sharing out makes the description true.
  @Test func groupsThatOverlapAreSharedOut() {
    let scene = scene(object(.circle, .red, .small), object(.circle, .red, .large))
    let (red, small) = (
      ObjectGroup(color: .red, shape: .circle), ObjectGroup(size: .small, shape: .circle)
    )
    #expect(holds(red, small, in: scene))
    #expect(holds(small, red, in: scene))
    #expect(!holds(small, small, in: scene))
    #expect(!holds(red, in: scene))
  }

  @Test func relationsGoFromTheFirstToTheSecond() {
    let scene = scene(object(.circle, .red, y: 0.2), object(.square, .blue, y: 0.8))
    let groups = [ObjectGroup(shape: .circle), ObjectGroup(shape: .square)]
    for relation in Relation.allCases {
      #expect(
        Description(groups: groups, relation: relation).holds(in: scene) == (relation == .above))
      #expect(
        Description(groups: groups.reversed(), relation: relation).holds(in: scene)
          == (relation == .below))
    }
  }

  @Test func onADiagonalTwoRelationsHold() {
    let first = object(.circle, .red, x: 0.3, y: 0.3)
    let second = object(.square, .blue, x: 0.7, y: 0.7)
    #expect(
      Relation.allCases.filter { $0.holds(from: first, to: second) } == [.above, .leftOf])
    #expect(
      Relation.allCases.filter { $0.holds(from: second, to: first) } == [.below, .rightOf])
  }

  @Test func aRelationReachesSixtyDegreesToEitherSide() {
    let center = object(.square, .blue, x: 0.5, y: 0.5)
    // The tangents of 59 and of 61 degrees.
    for (across, isWithin) in [(Float(1.664), true), (1.804, false)] {
      for side in [across, -across] {
        let first = object(.circle, .red, x: 0.5 + side * 0.1, y: 0.4)
        #expect(Relation.above.holds(from: first, to: center) == isWithin)
        #expect(Relation.below.holds(from: center, to: first) == isWithin)
        let turned = object(.circle, .red, x: 0.4, y: 0.5 + side * 0.1)
        #expect(Relation.leftOf.holds(from: turned, to: center) == isWithin)
        #expect(Relation.rightOf.holds(from: center, to: turned) == isWithin)
      }
    }
  }

  @Test func drawableDescriptions() {
    let circle = ObjectGroup(color: .red, shape: .circle)
    let star = ObjectGroup(shape: .star)
    #expect(Description(groups: [circle, star], relation: .above).isDrawable)
    #expect(!Description(groups: []).isDrawable)
    #expect(!Description(groups: [ObjectGroup(count: 5, shape: .star)]).isDrawable)
    #expect(!Description(groups: [ObjectGroup(count: 0, shape: .star)]).isDrawable)
    #expect(!Description(groups: [ObjectGroup(count: 3, size: .large, shape: .star)]).isDrawable)
    #expect(!Description(groups: [circle, ObjectGroup(shape: .circle)]).isDrawable)
    #expect(!Description(groups: [circle], relation: .below).isDrawable)
    let stars = ObjectGroup(count: 2, shape: .star)
    #expect(!Description(groups: [circle, stars], relation: .above).isDrawable)
  }
}
