import Datasets
import Evaluation
import Testing

@Suite struct VerdictTests {
  private func seen(_ objects: SceneObject...) -> Observation {
    Observation(of: Scene(background: .white, objects: objects))
  }

  private func object(
    _ color: ShapeColor, _ shape: Shape, x: Float = 0.5, y: Float = 0.5, size: Size = .small
  ) -> SceneObject {
    SceneObject(shape: shape, color: color, size: size, x: x, y: y, radius: size.radii.lowerBound)
  }

  private func reason(_ observation: Observation, _ include: ObjectRequirement...) -> String {
    Expectation(include: include).judge(observation).reason
  }

  @Test func attributesMustAgree() {
    let picture = seen(object(.red, .circle, size: .large))
    #expect(reason(picture, ObjectRequirement(shape: .circle)) == "")
    #expect(reason(picture, ObjectRequirement(shape: .circle, color: .red, size: .large)) == "")
    #expect(
      reason(picture, ObjectRequirement(shape: .star))
        == "expected 1 star, found 0 among large red circle")
    #expect(
      reason(picture, ObjectRequirement(shape: .circle, color: .blue))
        == "expected 1 blue circle, found 0 among large red circle")
    #expect(
      reason(picture, ObjectRequirement(shape: .circle, size: .small))
        == "expected 1 small circle, found 0 among large red circle")
    #expect(
      reason(seen(), ObjectRequirement(shape: .circle)) == "expected 1 circle, found 0")
  }

  @Test func countsAreExactWhereGiven() {
    let three = seen(object(.red, .star), object(.red, .star), object(.red, .star))
    #expect(reason(three, ObjectRequirement(shape: .star, color: .red, count: 3)) == "")
    #expect(reason(three, ObjectRequirement(shape: .star)) == "")
    #expect(
      reason(three, ObjectRequirement(shape: .star, count: 2))
        == "expected 2 stars, found 3 among small red star, small red star, small red star")
    #expect(reason(three, ObjectRequirement(shape: .star, count: 4)) != "")
  }

  @Test func otherObjectsDoNoHarm() {
    let picture = seen(object(.red, .star), object(.blue, .ring), object(.pink, .heart))
    #expect(
      reason(picture, ObjectRequirement(shape: .star), ObjectRequirement(shape: .ring)) == "")
    #expect(reason(picture, ObjectRequirement(shape: .star, color: .red)) == "")
  }

  @Test func aStrayColorDoes() {
    let picture = seen(object(.red, .star), object(.blue, .star))
    #expect(
      reason(picture, ObjectRequirement(shape: .star, color: .red))
        == "expected no star of another color, found small blue star")
    #expect(reason(picture, ObjectRequirement(shape: .star)) == "")
    #expect(
      reason(
        picture, ObjectRequirement(shape: .star, color: .red),
        ObjectRequirement(shape: .star, color: .blue)) == "")
    #expect(
      reason(
        picture, ObjectRequirement(shape: .star, color: .red), ObjectRequirement(shape: .star))
        == "")
  }

  @Test func oneObjectNeverMeetsTwoRequirements() {
    let picture = seen(object(.red, .star, size: .large))
    #expect(
      reason(
        picture, ObjectRequirement(shape: .star, color: .red),
        ObjectRequirement(shape: .star, size: .large))
        == "expected an object for each requirement, found too few")
  }

  @Test(arguments: [
    (Relation.above, Float(0), Float(-0.4)), (.below, 0, 0.4), (.leftOf, -0.4, 0),
    (.rightOf, 0.4, 0),
  ])
  func positionsMustHold(relation: Relation, x: Float, y: Float) {
    let picture = seen(object(.red, .star, x: 0.5 + x, y: 0.5 + y), object(.blue, .ring))
    for tried in Relation.allCases {
      let found = reason(
        picture, ObjectRequirement(shape: .star, position: RelativePosition(tried, of: 1)),
        ObjectRequirement(shape: .ring))
      let expected = "expected star \(tried.rawValue) ring, found it \(relation.rawValue)"
      #expect(found == (tried == relation ? "" : expected))
    }
  }

  @Test func whereThingsLieInstead() {
    func found(_ picture: Observation) -> String {
      reason(
        picture, ObjectRequirement(shape: .star, position: RelativePosition(.leftOf, of: 1)),
        ObjectRequirement(shape: .ring))
    }
    let (star, ring) = (object(.red, .star, x: 0.8), object(.blue, .ring, x: 0.2))
    let expected = "expected star left of ring, found"
    #expect(
      found(seen(star, object(.blue, .ring, y: 0.2))) == "\(expected) it below and right of")
    #expect(found(seen(star, object(.blue, .ring, x: 0.8))) == "\(expected) it in the same place")
    #expect(found(seen(star, ring, ring)) == "\(expected) another arrangement")
  }

  @Test func anyPairInPositionServes() {
    let picture = seen(
      object(.red, .star, y: 0.8), object(.red, .star, y: 0.2), object(.blue, .ring))
    let found = reason(
      picture, ObjectRequirement(shape: .ring),
      ObjectRequirement(shape: .star, position: RelativePosition(.above, of: 0)))
    #expect(found == "")
  }

  @Test func aNamedBackgroundMustAgree() {
    let include = [ObjectRequirement(shape: .star)]
    let picture = seen(object(.red, .star))
    #expect(Expectation(background: .white, include: include).judge(picture).correct)
    let verdict = Expectation(background: .gray, include: include).judge(picture)
    #expect(!verdict.correct)
    #expect(verdict.reason == "expected a gray background, found a white one")
  }
}
