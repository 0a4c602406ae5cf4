import Files
import Tensors

@testable import Datasets

/// The pairs of prompt sets that are worth comparing: one scene in two wordings each, with one id.
enum ComparisonPrompts {
  /// The same scenes in few and in many words: `prompts/plain.jsonl` and `prompts/detailed.jsonl`.
  ///
  /// Twelve scenes for each of the six tags. The plain prompt says what the tag is about; the
  /// detailed one adds the background and the colours and sizes left out. Both must show the same:
  /// what the plain one says.
  static func phrasings() -> (plain: PromptSet, detailed: PromptSet) {
    var plain: [Prompt] = []
    var detailed: [Prompt] = []
    for (number, tag) in EvaluationPrompts.tags.enumerated() {
      guard let kind = CaptionKind(rawValue: tag) else { continue }
      var random = RandomSource(seed: seed, 0, UInt64(number))
      var members = 0
      while members < scenesPerTag {
        var facts = Description.random(kind, using: &random)
        facts.background = nil
        let scene = ShapesWorld.scene(for: facts, using: &random)
        let all = facts.completed(by: scene)
        let pair = [facts, all].map { $0.caption(.plain) }
        let taken = plain + detailed
        guard all.groups != facts.groups, !taken.contains(where: { pair.contains($0.prompt) })
        else { continue }
        members += 1
        let id = "\(tag)-\(zeroPadded(members, digits: 2))"
        plain.append(prompt(id, pair[0], tag: tag, facts))
        detailed.append(prompt(id, pair[1], tag: tag, facts))
      }
    }
    return (PromptSet(prompts: plain), PromptSet(prompts: detailed))
  }

  /// The same two objects, the first to the left and the first to the right:
  /// `prompts/left-right.jsonl` and `prompts/left-right-swapped.jsonl`.
  ///
  /// A model that knows the two words scores alike on both; one that puts what comes first always
  /// on one side does not.
  static func leftRight() -> (plain: PromptSet, swapped: PromptSet) {
    var random = RandomSource(seed: seed, 1)
    var plain: [Prompt] = []
    var swapped: [Prompt] = []
    for (number, first) in random.elements(pairs, of: ColoredShape.all).enumerated() {
      let second = random.element(of: first.partners)
      let groups = [first, second].map { ObjectGroup(color: $0.color, shape: $0.shape) }
      let id = "position-\(zeroPadded(number + 1, digits: 2))"
      for relation in [Relation.leftOf, .rightOf] {
        let facts = Description(groups: groups, relation: relation)
        let made = prompt(id, facts.caption(.plain), tag: "position", facts)
        if relation == .leftOf { plain.append(made) } else { swapped.append(made) }
      }
    }
    return (PromptSet(prompts: plain), PromptSet(prompts: swapped))
  }

  /// The same scenes but for one colour: `prompts/seen.jsonl` and `prompts/unseen.jsonl`.
  ///
  /// In the one set the colour makes a pair with its shape that training shows, in the other one
  /// that is held out. Under each tag both sets name every colour and every shape equally often;
  /// only their combination differs.
  static func novelty() -> (seen: PromptSet, unseen: PromptSet) {
    var seen: [Prompt] = []
    var unseen: [Prompt] = []
    for (number, tag) in ["counting", "colors", "position", "color_attr"].enumerated() {
      var random = RandomSource(seed: seed, 2, UInt64(number))
      var members = 0
      for variant in 0..<(tag == "counting" ? 3 : 4) {
        for (index, shape) in Shape.allCases.enumerated() {
          // The held-out colour of another shape, so that each colour comes up once a variant.
          let other = Shape.allCases[(index + variant + 1) % Shape.allCases.count]
          let pairs = [other, shape].map { ColoredShape(color: $0.heldOutColor, shape: shape) }
          let partner = random.element(
            of: pairs[0].partners.filter { $0.color != shape.heldOutColor })
          members += 1
          let made = pairs.map { pair in
            let facts = facts(of: tag, variant, pair, partner)
            return prompt(
              "\(tag)-\(zeroPadded(members, digits: 2))", facts.caption(.plain), tag: tag, facts)
          }
          seen.append(made[0])
          unseen.append(made[1])
        }
      }
    }
    return (PromptSet(prompts: seen), PromptSet(prompts: unseen))
  }

  /// One to four of each shape: `prompts/counting.jsonl`.
  ///
  /// Bare, in a colour, and in a colour on a background. The kinds of object are the same for every
  /// number, so that the numbers can be told apart from what is counted.
  static func counting() -> PromptSet {
    var random = RandomSource(seed: seed, 3)
    let kinds = Shape.allCases.flatMap { shape in
      let colors = random.elements(2, of: shape.seenColors)
      let background = random.element(of: Background.allCases)
      return [
        Description(groups: [ObjectGroup(shape: shape)]),
        Description(groups: [ObjectGroup(color: colors[0], shape: shape)]),
        Description(
          background: background, groups: [ObjectGroup(color: colors[1], shape: shape)]),
      ]
    }
    let prompts = (1...4).flatMap { count in
      kinds.enumerated().map { index, kind in
        var facts = kind
        facts.groups[0].count = count
        var made = prompt(
          "counting-\(count)-\(zeroPadded(index + 1, digits: 2))",
          facts.caption(count == 1 ? .counted : .plain),
          tag: "counting", facts)
        made.expect?.include[0].count = count
        return made
      }
    }
    return PromptSet(prompts: prompts)
  }

  private static func facts(
    of tag: String, _ variant: Int, _ pair: ColoredShape, _ partner: ColoredShape
  ) -> Description {
    let groups = [pair, partner].map { ObjectGroup(color: $0.color, shape: $0.shape) }
    switch tag {
    case "counting":
      return Description(
        groups: [ObjectGroup(count: variant + 2, color: pair.color, shape: pair.shape)])
    case "colors":
      let backgrounds: [Background?] = [nil] + Background.allCases
      return Description(background: backgrounds[variant], groups: [groups[0]])
    case "position": return Description(groups: groups, relation: Relation.allCases[variant])
    default: return Description(groups: variant % 2 == 0 ? groups : groups.reversed())
    }
  }

  private static let seed: UInt64 = 7
  private static let scenesPerTag = 12
  private static let pairs = 64

  private static func prompt(_ id: String, _ text: String, tag: String, _ facts: Description)
    -> Prompt
  {
    Prompt(
      id: id, prompt: text, tag: tag, category: facts.isHeldOut ? "unseen" : "seen",
      expect: Expectation(facts))
  }
}

extension Expectation {
  /// What a picture must show of which `facts` are true; the inverse of `description`.
  init(_ facts: Description) {
    self.init(
      background: facts.background,
      include: facts.groups.enumerated().map { index, group in
        ObjectRequirement(
          shape: group.shape, color: group.color, size: group.size,
          count: group.count > 1 ? group.count : nil,
          position: index == 0 ? facts.relation.map { RelativePosition($0, of: 1) } : nil)
      })
  }
}
