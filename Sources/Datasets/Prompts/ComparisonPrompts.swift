import Tensors

/// The pairs of prompt sets that are worth comparing: one scene in two wordings each, with one id.
public enum ComparisonPrompts {
  /// The same scenes in few and in many words: `prompts/plain.jsonl` and `prompts/detailed.jsonl`.
  ///
  /// Twelve scenes for each of the six tags. The plain prompt says what the tag is about; the
  /// detailed one adds the background and the colours and sizes left out. Both must show the same:
  /// what the plain one says.
  public static func phrasings() -> (plain: PromptSet, detailed: PromptSet) {
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
        let id = "\(tag)-\(twoDigits(members))"
        plain.append(prompt(id, pair[0], tag: tag, facts))
        detailed.append(prompt(id, pair[1], tag: tag, facts))
      }
    }
    return (PromptSet(prompts: plain), PromptSet(prompts: detailed))
  }

  /// The same two objects, the first to the left and the first to the right:
  /// `prompts/left-right.jsonl` and `prompts/left-right-swapped.jsonl`.
  ///
  /// A model that knows the two words scores alike on both; one that puts what comes first always on
  /// one side does not.
  public static func leftRight() -> (plain: PromptSet, swapped: PromptSet) {
    var random = RandomSource(seed: seed, 1)
    var plain: [Prompt] = []
    var swapped: [Prompt] = []
    for (number, first) in random.elements(pairs, of: ColoredShape.all).enumerated() {
      let second = random.element(of: first.partners)
      let groups = [first, second].map { ObjectGroup(color: $0.color, shape: $0.shape) }
      let id = "position-\(twoDigits(number + 1))"
      for relation in [Relation.leftOf, .rightOf] {
        let facts = Description(groups: groups, relation: relation)
        let made = prompt(id, facts.caption(.plain), tag: "position", facts)
        if relation == .leftOf { plain.append(made) } else { swapped.append(made) }
      }
    }
    return (PromptSet(prompts: plain), PromptSet(prompts: swapped))
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

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
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
