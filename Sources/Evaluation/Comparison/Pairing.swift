import OrderedCollections

/// Which prompts of two sets are compared, and whether as pairs.
///
/// Prompts with one id make a pair, whatever their words. Where some ids are shared, the others are
/// left out; where none is, the sets are two independent samples, of the tags that both have.
public struct Pairing: Equatable, Sendable {
  /// How the two sides hang together.
  public enum Kind: String, Sendable {
    /// The same ids on both sides: differences are taken within a prompt and a seed.
    case paired
    /// No id in common: the difference of the means also holds that of the prompts.
    case independent
  }

  /// A pair of prompts, or a prompt of one side where the samples are independent.
  public struct Row: Equatable, Sendable {
    /// What the prompt tests; "untagged" where its set does not say.
    public var tag: String
    /// The index of A's prompt; nil where the row is of B only.
    public var a: Int?
    /// The index of B's prompt; nil where the row is of A only.
    public var b: Int?
  }

  /// How the two sides hang together.
  public let kind: Kind
  /// What is compared: in the order of A; B's rows behind those of A where they are independent.
  public let rows: [Row]
  /// The number of prompts of A that are not compared.
  public let leftOutOfA: Int
  /// The number of prompts of B that are not compared.
  public let leftOutOfB: Int
  /// The number of pairs whose tags differ; A's is the one used.
  public let retagged: Int

  /// Pairs the prompts of two sets.
  public init(_ a: ScoredSet, _ b: ScoredSet) {
    let place = Dictionary(
      b.prompts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let pairs = a.prompts.enumerated().compactMap { index, prompt in
      place[prompt.id].map { Row(tag: prompt.group, a: index, b: $0) }
    }
    if pairs.isEmpty {
      kind = .independent
      rows = Self.independent(a, b)
      retagged = 0
    } else {
      kind = .paired
      rows = pairs
      retagged = pairs.count { row in
        row.b.map { b.prompts[$0].group != row.tag } ?? false
      }
    }
    leftOutOfA = a.prompts.count - rows.count { $0.a != nil }
    leftOutOfB = b.prompts.count - rows.count { $0.b != nil }
  }

  /// The tags of the rows, each once, in order.
  public var tags: [String] { OrderedSet(rows.map(\.tag)).elements }

  /// The rows of both sides whose tag both have; all, as one group, where they share none.
  private static func independent(_ a: ScoredSet, _ b: ScoredSet) -> [Row] {
    let shared = a.prompts.map(\.group).filter { tag in b.prompts.contains { $0.group == tag } }
    func rows(_ set: ScoredSet, _ make: (String, Int) -> Row) -> [Row] {
      set.prompts.enumerated().compactMap { index, prompt in
        if shared.isEmpty { return make(ScoredPrompt.untagged, index) }
        return shared.contains(prompt.group) ? make(prompt.group, index) : nil
      }
    }
    return rows(a) { Row(tag: $0, a: $1, b: nil) } + rows(b) { Row(tag: $0, a: nil, b: $1) }
  }
}

extension ScoredPrompt {
  /// The tag of prompts that have none.
  static let untagged = "untagged"

  /// The group that the prompt is averaged in.
  var group: String { tag ?? Self.untagged }
}
