import Tensors

@testable import Datasets

/// Scenes in wordings that no plain or varied caption has: `prompts/new-words/paraphrases.jsonl`.
///
/// A model scores on it if it reads what a sentence says and not only sentences like those it was
/// trained on. Each wording states everything that its prompt expects, and nothing else.
enum ParaphrasePrompts {
  /// Four scenes in each of six wordings for each of the six tags; pairs of colour and shape are
  /// those that training shows.
  static func set() -> PromptSet {
    let prompts = EvaluationPrompts.tags.enumerated().flatMap { number, tag -> [Prompt] in
      guard let kind = CaptionKind(rawValue: tag) else { return [] }
      var random = RandomSource(seed: seed, UInt64(number))
      return wordings(of: kind).enumerated().flatMap { place, wording in
        differentFacts(kind, using: &random).enumerated().map { scene, facts in
          Prompt(
            id: "\(tag)-\(place + 1)-\(scene + 1)", prompt: wording(facts), tag: tag,
            category: "seen", expect: Expectation(facts))
        }
      }
    }
    return PromptSet(prompts: prompts)
  }

  private static let seed: UInt64 = 17
  private static let scenesPerWording = 4

  private static func differentFacts(
    _ kind: CaptionKind, using random: inout RandomSource
  ) -> [Description] {
    var all: [Description] = []
    while all.count < scenesPerWording {
      let next = facts(kind, using: &random)
      if !all.contains(next) { all.append(next) }
    }
    return all
  }

  /// What a prompt is about, without background and sizes; of other kinds than one or two single
  /// objects with all colours.
  private static func facts(
    _ kind: CaptionKind, using random: inout RandomSource
  ) -> Description {
    while true {
      var facts = Description.random(kind, using: &random)
      facts.background = nil
      for index in facts.groups.indices { facts.groups[index].size = nil }
      let hasColors = facts.groups.allSatisfy { $0.color != nil }
      let mayLackThem = kind == .singleObject || kind == .twoObject
      if facts.isDrawable, hasColors || mayLackThem { return facts }
    }
  }

  private typealias Wording = @Sendable (Description) -> String

  private static func wordings(of kind: CaptionKind) -> [Wording] {
    switch kind {
    case .singleObject: single
    case .colors: colored
    case .counting: counted
    case .twoObject: two
    case .position: placed
    case .colorAttribution, .mixed: coloredTwo
    }
  }

  private static let single: [Wording] = [
    { "please draw \(a($0, 0))" }, { "just \(a($0, 0))" }, { "\(a($0, 0)) and nothing else" },
    { "i want to see \(a($0, 0))" }, { "this is \(a($0, 0))" },
    { "\(a($0, 0)) in the picture" },
  ]

  private static let colored: [Wording] = [
    { "a \(noun($0, 0)) in \(color($0, 0))" }, { "the \(noun($0, 0)) is \(color($0, 0))" },
    { "a \(noun($0, 0)) painted \(color($0, 0))" }, { "\(color($0, 0)): \(noun($0, 0))" },
    { "please draw \(a($0, 0))" }, { "just \(a($0, 0)) and nothing else" },
  ]

  private static let counted: [Wording] = [
    { "exactly \(number($0)) \(things($0))" }, { "a group of \(number($0)) \(things($0))" },
    { "\(number($0)) \(things($0)) in total" }, { "\(things($0)), \(number($0)) of them" },
    { "i count \(number($0)) \(things($0))" }, { "please draw \(number($0)) \(things($0))" },
  ]

  private static let two: [Wording] = [
    { "\(a($0, 0)) next to \(a($0, 1))" }, { "\(a($0, 0)) beside \(a($0, 1))" },
    { "both \(a($0, 0)) and \(a($0, 1))" }, { "\(a($0, 0)) as well as \(a($0, 1))" },
    { "\(a($0, 0)), \(a($0, 1))" }, { "\(a($0, 0)) plus \(a($0, 1))" },
  ]

  private static let placed: [Wording] = [
    { "\(a($0, 0)) placed \(relation($0)) \(a($0, 1))" },
    { "\(a($0, 0)) sits \(relation($0)) \(a($0, 1))" },
    { "\(a($0, 0)) which is \(relation($0)) \(a($0, 1))" },
    { "please draw \(a($0, 0)) \(relation($0)) \(a($0, 1))" },
    { "\(relation($0)) \(a($0, 1)), \(a($0, 0))" },
    { "there is \(a($0, 1)), and \(relation($0)) it \(a($0, 0))" },
  ]

  private static let coloredTwo: [Wording] = [
    { "\(a($0, 0)) next to \(a($0, 1))" }, { "\(a($0, 0)) as well as \(a($0, 1))" },
    {
      "a \(noun($0, 0)) in \(color($0, 0)) and a \(noun($0, 1)) in \(color($0, 1))"
    },
    { "both \(a($0, 0)) and \(a($0, 1))" }, { "\(a($0, 0)), \(a($0, 1))" },
    {
      "a \(noun($0, 0)) and a \(noun($0, 1)), the first \(color($0, 0)), the second "
        + color($0, 1)
    },
  ]

  private static func noun(_ facts: Description, _ index: Int) -> String {
    facts.groups[index].shape.rawValue
  }

  private static func color(_ facts: Description, _ index: Int) -> String {
    facts.groups[index].color?.rawValue ?? ""
  }

  /// "a red circle", or "a circle" where no colour is stated.
  private static func a(_ facts: Description, _ index: Int) -> String {
    Description(groups: [facts.groups[index]]).caption(.plain)
  }

  /// "red circles", without their number.
  private static func things(_ facts: Description) -> String {
    facts.caption(.plain).split(separator: " ").dropFirst().joined(separator: " ")
  }

  private static func number(_ facts: Description) -> String {
    String(facts.caption(.plain).prefix { $0 != " " })
  }

  private static func relation(_ facts: Description) -> String {
    switch facts.relation {
    case .above: "above"
    case .below: "below"
    case .leftOf: "to the left of"
    case .rightOf, nil: "to the right of"
    }
  }
}
