import Files

/// How a model's pictures are drawn to be scored: with which seeds, and how far they stray.
public struct Sampling: Equatable, Sendable {
  /// The seeds of the first prompt's pictures; see `SeedList.seeds(ofPrompt:)`.
  public var seeds: SeedList
  /// How far pictures stray with their seeds, from 0, not at all, to 1.
  ///
  /// The truncation trick, after Brock et al. 2019.
  public var truncation: Double

  /// A way to draw.
  public init(_ seeds: SeedList, truncation: Double = 1) {
    self.seeds = seeds
    self.truncation = truncation
  }

  /// Both in words: "0-3+1000n, truncation 0.5".
  public var text: String { seeds.ofPrompts + (isWhole ? "" : ", truncation \(truncation)") }

  /// The part of a signature that tells it: "seeds:0-3+1000n|truncation:0.5".
  var signature: String { "seeds:\(seedsInSignature)" }

  /// The same after "seeds:".
  var seedsInSignature: String {
    seeds.ofPrompts + (isWhole ? "" : "|truncation:\(truncation)")
  }

  /// What JSON says of it.
  public var members: [JSONValue.Member] {
    [.init("seeds", .string(seeds.ofPrompts))]
      + (isWhole ? [] : [.init("truncation", .exactly(truncation))])
  }

  /// The options of `limn generate` and `evaluate` that draw so, but for the seeds.
  var options: [String] { isWhole ? [] : ["--truncation", "\(truncation)"] }

  /// Whether the noise is left as it is, which need not be said.
  private var isWhole: Bool { truncation == 1 }
}
