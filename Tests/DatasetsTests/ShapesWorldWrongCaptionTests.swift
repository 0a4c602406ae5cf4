import Tensors
import Testing

@testable import Datasets

/// Captions that are false of a scene.
@Suite struct ShapesWorldWrongCaptionTests {
  private static let samples = (0..<2000).map { ShapesWorld.sample(seed: 31, index: UInt64($0)) }

  private func source(_ index: Int) -> RandomSource { RandomSource(seed: 32, UInt64(index)) }

  @Test func changedDescriptionsAreFalseAndDifferInOneFact() {
    for (index, sample) in Self.samples.enumerated() {
      var random = source(index)
      let wrong = ShapesWorld.wrongDescription(for: sample, using: &random)
      #expect(!wrong.holds(in: sample.scene), "\(sample.caption)")
      #expect(differences(wrong, sample.description) == 1)
      #expect(!wrong.isHeldOut && wrong.isDrawable)
    }
  }

  @Test func wrongCaptionsAreFalseAndHalfAreOneFactAway() {
    var oneFactAway = 0
    for (index, sample) in Self.samples.enumerated() {
      var random = source(index)
      let (wrong, phrasing) = ShapesWorld.wrongStatement(for: sample, using: &random)
      #expect(!wrong.holds(in: sample.scene), "\(sample.caption)")
      #expect(!wrong.isHeldOut && wrong.isDrawable)
      if phrasing == sample.phrasing && differences(wrong, sample.description) == 1 {
        oneFactAway += 1
      }
    }
    #expect((900...1100).contains(oneFactAway), "\(oneFactAway) of 2000")
  }

  @Test func textsAreThoseOfTheStatements() {
    let forbidden = Shape.allCases.map { "\($0.heldOutColor) \($0)" }
    for (index, sample) in Self.samples.enumerated() {
      var (random, same) = (source(index), source(index))
      let text = ShapesWorld.wrongCaption(for: sample, using: &random)
      let (wrong, phrasing) = ShapesWorld.wrongStatement(for: sample, using: &same)
      #expect(text == wrong.caption(phrasing) && text != sample.caption)
      #expect(!forbidden.contains { text.contains($0) }, "\(text)")
    }
  }

  @Test func wrongCaptionsAreDeterministicAndVary() {
    let sample = Self.samples[5]
    let captions = (0..<50).map { index in
      var random = source(index)
      return ShapesWorld.wrongCaption(for: sample, using: &random)
    }
    var again = source(7)
    #expect(ShapesWorld.wrongCaption(for: sample, using: &again) == captions[7])
    #expect(Set(captions).count > 30)
  }

  @Test func misplacingCaptionsAreWrongInPlaceOrSizeAlone() {
    let (first, second) = (ObjectGroup(color: .red, shape: .circle), ObjectGroup(shape: .star))
    let small = Description(groups: [ObjectGroup(size: .small, color: .red, shape: .circle)])
    var large = small
    large.groups[0].size = .large
    for index in 0..<20 {
      var random = source(index)
      let sized = CaptionedScene(
        scene: ShapesWorld.scene(for: small, using: &random), description: small, phrasing: .plain)
      #expect(
        ShapesWorld.misplacingCaption(for: sized, using: &random) == large.caption(.plain))
      let facts = Description(groups: [first, second], relation: .above)
      let scene = ShapesWorld.scene(for: facts, using: &random)
      let placed = CaptionedScene(scene: scene, description: facts, phrasing: .plain)
      let wrong = Relation.allCases.map {
        Description(groups: [first, second], relation: $0)
      }.filter { !$0.holds(in: scene) }.map { $0.caption(.plain) }
      #expect(wrong.contains(ShapesWorld.misplacingCaption(for: placed, using: &random)))
      // Where nothing is said of place or size, something else is wrong.
      let plain = Description(groups: [first])
      let other = CaptionedScene(
        scene: ShapesWorld.scene(for: plain, using: &random), description: plain, phrasing: .plain)
      #expect(
        ShapesWorld.misplacingCaption(for: other, using: &random) != plain.caption(.plain))
    }
  }

  @Test func exchangedColorsNeedTwoColors() {
    let circle = ObjectGroup(color: .red, shape: .circle)
    let star = ObjectGroup(color: .blue, shape: .star)
    let exchanged = Description(groups: [circle, star]).withColorsExchanged
    #expect(exchanged?.groups.map(\.color) == [.blue, .red])
    #expect(Description(groups: [circle]).withColorsExchanged == nil)
    #expect(Description(groups: [circle, ObjectGroup(shape: .star)]).withColorsExchanged == nil)
  }

  private func differences(_ first: Description, _ second: Description) -> Int {
    guard first.groups.count == second.groups.count else { return .max }
    var count = first.background == second.background ? 0 : 1
    count += first.relation == second.relation ? 0 : 1
    for (one, other) in zip(first.groups, second.groups) {
      count += one.count == other.count ? 0 : 1
      count += one.size == other.size ? 0 : 1
      count += one.color == other.color ? 0 : 1
      count += one.shape == other.shape ? 0 : 1
    }
    return count
  }
}
