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
        prompt(expectation, id: "\(tag)-\(padded(index + 1))", tag: tag)
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

  /// Each shape alone, of either size or none named: bare, and on each background.
  private static func singleObject() -> [Expectation] {
    let sizes: [Size?] = [nil] + Size.allCases
    let requirements = sizes.flatMap { size in
      Shape.allCases.map { ObjectRequirement(shape: $0, size: size) }
    }
    return requirements.map { Expectation(include: [$0]) }
      + requirements.enumerated().map { Expectation(background: Background.allCases[$0 % 3], include: [$1]) }
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
    let seen = shuffled(seenPairs, 0).prefix(36).enumerated().map { index, pair in
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
    let seen = shuffled(seenPairs, 1).enumerated().map { index, pair in
      Expectation(background: backgrounds[index % 4], include: [pair.requirement()])
    }
    let unseen = backgrounds.flatMap { background in
      heldOutPairs.map { Expectation(background: background, include: [$0.requirement()]) }
    }
    return seen + unseen
  }

  /// Two different shapes in each relation: without attributes, with colours, with both colours
  /// and sizes; then every held-out pair in each relation, with and without sizes in turn.
  private static func position() -> [Expectation] {
    var random = RandomSource(seed: seed, 2)
    var expectations: [Expectation] = []
    for relation in Relation.allCases {
      for pair in shuffled(shapePairs, 3, UInt64(expectations.count)).prefix(6) {
        expectations.append(
          Expectation(include: [
            ObjectRequirement(shape: pair.0, position: RelativePosition(relation, of: 1)),
            ObjectRequirement(shape: pair.1),
          ]))
      }
      for index in 0..<12 {
        let first = seenPairs[random.integer(below: seenPairs.count)]
        let second = partner(of: first, from: seenPairs, random: &random)
        expectations.append(
          related(first, second, relation: relation, sized: index % 2 == 0, random: &random))
      }
    }
    for relation in Relation.allCases {
      for (index, pair) in heldOutPairs.enumerated() {
        let other = partner(of: pair, from: seenPairs, random: &random)
        let (first, second) = index % 4 < 2 ? (pair, other) : (other, pair)
        expectations.append(
          related(first, second, relation: relation, sized: index % 2 == 0, random: &random))
      }
    }
    return expectations
  }

  /// Two objects of different shapes and colours: 60 seen, and every held-out pair five times,
  /// named first or second in turn.
  private static func colorAttribution() -> [Expectation] {
    var random = RandomSource(seed: seed, 4)
    let seen = (shuffled(seenPairs, 5) + shuffled(seenPairs, 6).prefix(4)).map { first in
      let second = partner(of: first, from: seenPairs, random: &random)
      return Expectation(include: [first.requirement(), second.requirement()])
    }
    let unseen = (0..<5).flatMap { round in
      heldOutPairs.enumerated().map { index, pair in
        let other = partner(of: pair, from: seenPairs, random: &random).requirement()
        let named = pair.requirement()
        return Expectation(include: (round + index) % 2 == 0 ? [named, other] : [other, named])
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

  /// A pair of another colour and another shape.
  private static func partner(
    of pair: ColoredShape, from pairs: [ColoredShape], random: inout RandomSource
  ) -> ColoredShape {
    let others = pairs.filter { $0.color != pair.color && $0.shape != pair.shape }
    return others[random.integer(below: others.count)]
  }

  private static var shapePairs: [(Shape, Shape)] {
    Shape.allCases.flatMap { first in
      Shape.allCases.filter { $0 != first }.map { (first, $0) }
    }
  }

  private static let heldOutPairs = ColoredShape.all.filter(\.isHeldOut)
  private static let seenPairs = ColoredShape.all.filter { !$0.isHeldOut }

  /// Fisher and Yates' shuffle at `address`.
  private static func shuffled<Element>(
    _ elements: [Element], _ address: UInt64, _ part: UInt64 = 0
  ) -> [Element] {
    var random = RandomSource(seed: seed, address, part)
    var result = elements
    for last in stride(from: result.count - 1, to: 0, by: -1) {
      result.swapAt(last, random.integer(below: last + 1))
    }
    return result
  }

  private static func padded(_ number: Int) -> String {
    String(repeating: "0", count: max(0, 3 - "\(number)".count)) + "\(number)"
  }
}
