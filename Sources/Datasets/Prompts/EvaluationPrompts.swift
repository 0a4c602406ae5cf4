import Files
import Tensors

/// The prompt set the Shapes world is scored on, `prompts/shapes.jsonl`.
///
/// GenEval's six tags with shapes for classes. A prompt is "unseen" where it names a colour-shape
/// pair that is held out of training, else "seen"; the tags that never name a colour have seen
/// prompts only. The choice among the many expectations is drawn from a fixed seed.
public enum EvaluationPrompts {
  /// The six tags, in the order of reports.
  public static let tags = [
    "single_object", "two_object", "counting", "colors", "position", "color_attr",
  ]

  /// The whole set: the prompts of each tag in turn.
  public static func make() -> PromptSet {
    let byTag = [
      singleObject(), twoObject(), counting(), colors(), position(), colorAttribution(),
    ]
    let prompts = zip(tags, byTag).flatMap { tag, expectations in
      expectations.enumerated().map { index, expectation in
        prompt(expectation, id: "\(tag)-\(zeroPadded(index + 1, digits: 3))", tag: tag)
      }
    }
    return PromptSet(prompts: prompts)
  }

  private static let seed: UInt64 = 6

  private static func prompt(_ expectation: Expectation, id: String, tag: String) -> Prompt {
    guard let facts = expectation.description else {
      fatalError("EvaluationPrompts: no scene shows what \(id) asks for")
    }
    return Prompt(
      id: id, prompt: facts.caption(.plain), tag: tag,
      category: facts.isHeldOut ? "unseen" : "seen", expect: expectation)
  }

  /// Each shape alone: bare and on every background, and in either size bare and on one background.
  private static func singleObject() -> [Expectation] {
    let plain = Shape.allCases.map { ObjectRequirement(shape: $0) }
    let sized = Size.allCases.flatMap { size in
      Shape.allCases.map { ObjectRequirement(shape: $0, size: size) }
    }
    return (plain + sized).map { Expectation(include: [$0]) }
      + Background.allCases.flatMap { background in
        plain.map { Expectation(background: background, include: [$0]) }
      }
      + sized.enumerated().map { index, object in
        Expectation(background: Background.allCases[index % 3], include: [object])
      }
  }

  /// Each ordered pair of different shapes.
  private static func twoObject() -> [Expectation] {
    Shape.allCases.flatMap { first in
      Shape.allCases.filter { $0 != first }.map { second in
        Expectation(include: [ObjectRequirement(shape: first), ObjectRequirement(shape: second)])
      }
    }
  }

  /// Two to four of a shape: every shape without a colour, 36 seen pairs, every held-out pair.
  private static func counting() -> [Expectation] {
    let counts = [2, 3, 4]
    let plain = counts.flatMap { count in
      Shape.allCases.map { Expectation(include: [ObjectRequirement(shape: $0, count: count)]) }
    }
    var random = RandomSource(seed: seed, 0)
    let seen = random.elements(36, of: seenPairs).enumerated().map { index, pair in
      Expectation(include: [pair.requirement(count: counts[index % 3])])
    }
    let unseen = counts.flatMap { count in
      heldOutPairs.map { Expectation(include: [$0.requirement(count: count)]) }
    }
    return plain + seen + unseen
  }

  /// Every colour-shape pair: seen ones once, held-out ones four times, a quarter of each bare and
  /// a quarter on each background.
  private static func colors() -> [Expectation] {
    let backgrounds: [Background?] = [nil] + Background.allCases
    var random = RandomSource(seed: seed, 1)
    let seen = random.elements(seenPairs.count, of: seenPairs).enumerated().map { index, pair in
      Expectation(background: backgrounds[index % 4], include: [pair.requirement()])
    }
    let unseen = backgrounds.flatMap { background in
      heldOutPairs.map { Expectation(background: background, include: [$0.requirement()]) }
    }
    return seen + unseen
  }

  /// Two different shapes in each relation: without attributes, with colours, with colours and
  /// sizes; then every held-out pair in each relation, with and without sizes in turn.
  private static func position() -> [Expectation] {
    var random = RandomSource(seed: seed, 2)
    var expectations: [Expectation] = []
    for relation in Relation.allCases {
      for (first, second) in random.elements(6, of: shapePairs) {
        expectations.append(
          Expectation(include: [
            ObjectRequirement(shape: first, position: RelativePosition(relation, of: 1)),
            ObjectRequirement(shape: second),
          ]))
      }
      for (index, first) in random.elements(12, of: seenPairs).enumerated() {
        let second = random.element(of: first.partners)
        expectations.append(
          related(first, second, relation: relation, sized: index % 2 == 0, random: &random))
      }
    }
    for relation in Relation.allCases {
      for (index, pair) in heldOutPairs.enumerated() {
        let other = random.element(of: pair.partners)
        let (first, second) = index % 4 < 2 ? (pair, other) : (other, pair)
        expectations.append(
          related(first, second, relation: relation, sized: index % 2 == 0, random: &random))
      }
    }
    return expectations
  }

  /// Two objects of different shapes and colours: every seen pair with another, and every held-out
  /// pair with five others, named first or second in turn.
  private static func colorAttribution() -> [Expectation] {
    var random = RandomSource(seed: seed, 3)
    let seen = random.elements(seenPairs.count, of: seenPairs).map { first in
      let second = random.element(of: first.partners)
      return Expectation(include: [first.requirement(), second.requirement()])
    }
    let unseen = heldOutPairs.flatMap { pair in
      random.elements(5, of: pair.partners).enumerated().map { index, other in
        let objects = [pair.requirement(), other.requirement()]
        return Expectation(include: index % 2 == 0 ? objects : objects.reversed())
      }
    }
    return seen + unseen
  }

  private static func related(
    _ first: ColoredShape, _ second: ColoredShape, relation: Relation, sized: Bool,
    random: inout RandomSource
  ) -> Expectation {
    var objects = [first.requirement(), second.requirement()]
    objects[0].position = RelativePosition(relation, of: 1)
    if sized {
      for index in 0..<2 { objects[index].size = Size.allCases[random.integer(below: 2)] }
    }
    return Expectation(include: objects)
  }

  private static var shapePairs: [(Shape, Shape)] {
    Shape.allCases.flatMap { first in
      Shape.allCases.filter { $0 != first }.map { (first, $0) }
    }
  }

  private static let heldOutPairs = ColoredShape.all.filter(\.isHeldOut)
  private static let seenPairs = ColoredShape.all.filter { !$0.isHeldOut }
}
