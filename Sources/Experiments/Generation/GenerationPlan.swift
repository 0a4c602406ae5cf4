import Files

/// The pictures that one call of `limn generate` makes, and where they go: every prompt with every
/// seed, settled before anything is drawn.
public struct GenerationPlan: Equatable, Sendable {
  /// One picture to draw.
  public struct Picture: Equatable, Sendable {
    /// What to draw.
    public let prompt: String
    /// The seed of its noise.
    public let seed: UInt64
    /// Where it goes; nil where it is a part of the grid only.
    public let path: String?
  }

  /// The pictures, prompts outermost: all seeds of the first prompt, then those of the second.
  public let pictures: [Picture]
  /// The columns of the grid: the seeds of a prompt, so that each row is one prompt.
  public let columns: Int
  /// Where the grid goes; nil where each picture is a file of its own.
  public let gridPath: String?

  /// The most pictures a plan may have.
  public static let maximumCount = 1_000_000

  /// Plans every prompt with every seed.
  ///
  /// - Parameters:
  ///   - prompts: What to draw, at least one.
  ///   - seeds: The seeds of each prompt.
  ///   - output: The place as `OutputNaming` reads it; nil for the working folder.
  ///   - grid: Whether the pictures go into one file, a row a prompt.
  /// - Throws: `InputError` where a prompt or the place is faulty, two pictures would have one
  ///   path, or there are more than `maximumCount`.
  public init(prompts: [String], seeds: SeedList, output: String?, grid: Bool) throws {
    for (index, prompt) in prompts.enumerated() {
      try PromptText.check(prompt, path: "prompt \(index + 1)")
    }
    let (count, overflows) = prompts.count.multipliedReportingOverflow(by: seeds.seeds.count)
    guard !overflows, 1...Self.maximumCount ~= count else {
      throw InputError(
        .invalid, path: "the request", expected: "1 to \(Self.maximumCount) pictures",
        found: "\(prompts.count) prompts with \(seeds.seeds.count) seeds each")
    }
    let naming = try OutputNaming(output)
    gridPath = grid ? try naming.gridPath(prompts: prompts, seeds: seeds) : nil
    let paths = grid ? [] : try naming.paths(prompts: prompts, seeds: seeds.seeds)
    columns = seeds.seeds.count
    pictures = (0..<count).map { index in
      Picture(
        prompt: prompts[index / seeds.seeds.count], seed: seeds.seeds[index % seeds.seeds.count],
        path: grid ? nil : paths[index])
    }
  }

  /// Every file that will be written, in order.
  public var outputs: [String] { gridPath.map { [$0] } ?? pictures.compactMap(\.path) }
}
