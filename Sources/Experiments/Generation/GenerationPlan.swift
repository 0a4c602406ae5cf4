import Files
import TextToImage

/// The pictures that one call of `limn generate` makes, and where they go: every prompt with every
/// seed, settled before anything is drawn.
public struct GenerationPlan: Equatable, Sendable {
  /// One picture to draw.
  public struct Picture: Equatable, Sendable {
    /// What to draw.
    public let prompt: String
    /// The seed of its noise.
    public let seed: UInt64
    /// Where it lies on the way to another prompt or seed; nil where it is of these alone.
    public let blend: Blend?
    /// Where it goes; nil where it is a part of the grid only.
    public let path: String?
  }

  /// The pictures, prompts outermost: all seeds of the first prompt, then those of the second.
  public let pictures: [Picture]
  /// The columns of the grid: the seeds of a prompt, so that each row is one prompt; where there is
  /// one prompt with many seeds, or many prompts with one seed, of a grid about as high as wide.
  public let columns: Int
  /// Where the grid goes; nil where each picture is a file of its own.
  public let gridPath: String?

  /// The most pictures of a single prompt, or of a single seed, that a grid shows in one line.
  static let longestLine = 8

  /// The most pictures a plan may have.
  public static let maximumCount = 1_000_000

  /// Plans every prompt with every seed.
  ///
  /// - Parameters:
  ///   - prompts: What to draw, at least one.
  ///   - seeds: The seeds of each prompt.
  ///   - output: The place as `OutputNaming` reads it; nil for the working folder.
  ///   - grid: Whether the pictures go into one file, as `columns` says.
  ///   - variant: What tells names from those of other settings, as `OutputNaming` has it.
  ///   - gridKind: What a grid is, in its name.
  /// - Throws: `InputError` where a prompt or the place is faulty, two pictures would have one
  ///   path, or there are more than `maximumCount`.
  public init(
    prompts: [String], seeds: SeedList, output: String?, grid: Bool, variant: String = "",
    gridKind: String = "grid"
  )
    throws
  {
    let count = try Self.count(prompts, seeds)
    let naming = try OutputNaming(output)
    gridPath =
      grid
      ? try naming.gridPath(prompts: prompts, seeds: seeds, variant: variant, kind: gridKind) : nil
    let paths = grid ? [] : try naming.paths(prompts: prompts, seeds: seeds.seeds, variant: variant)
    let seedCount = seeds.seeds.count
    let isWrapped = min(prompts.count, seedCount) == 1 && count > Self.longestLine
    columns = isWrapped ? Int(Double(count).squareRoot().rounded(.up)) : seedCount
    pictures = (0..<count).map { index in
      Picture(
        prompt: prompts[index / seeds.seeds.count], seed: seeds.seeds[index % seeds.seeds.count],
        blend: nil, path: grid ? nil : paths[index])
    }
  }

  /// Plans one picture of the ways between prompts, a row a seed; or where there is one prompt, of
  /// the way between seeds, in one row.
  ///
  /// - Parameters:
  ///   - prompts: The prompts to lead through.
  ///   - seeds: The seeds of the rows, or those to lead through.
  ///   - frames: The pictures from one prompt or seed to the next, both ends included; 2 or more.
  ///   - output: The place as `OutputNaming` reads it; nil for the working folder.
  ///   - variant: What tells names from those of other settings, as `OutputNaming` has it.
  ///   - gridKind: What the grid is, in its name.
  /// - Throws: `InputError` where a prompt or the place is faulty, there is but one prompt with one
  ///   seed, or there are more than `maximumCount`.
  public init(
    interpolating prompts: [String], seeds: SeedList, frames: Int, output: String?,
    variant: String = "", gridKind: String = "ways"
  ) throws {
    let count = try Self.count(prompts, seeds)
    guard count > 1 else {
      throw InputError(
        .invalid, path: "--interpolate", expected: "two prompts or more, or one with two seeds",
        found: "one prompt with one seed")
    }
    let (frameCount, overflows) = count.multipliedReportingOverflow(by: frames)
    guard !overflows, frameCount <= Self.maximumCount else {
      throw InputError(
        .invalid, path: "the request", expected: "at most \(Self.maximumCount) pictures",
        found: "\(count) prompts and seeds with \(frames) pictures to each next")
    }
    let all = seeds.seeds
    let rows: [[(prompt: String, seed: UInt64)]] =
      prompts.count == 1
      ? [all.map { (prompts[0], $0) }] : all.map { seed in prompts.map { ($0, seed) } }
    pictures = rows.flatMap { row in Self.steps(through: row, frames: frames) }
    columns = pictures.count / rows.count
    gridPath = try OutputNaming(output).gridPath(
      prompts: prompts, seeds: seeds, variant: variant, kind: gridKind)
  }

  /// The pictures on the ways from each place to the next.
  private static func steps(
    through places: [(prompt: String, seed: UInt64)], frames: Int
  ) -> [Picture] {
    zip(places, places.dropFirst()).enumerated().flatMap { way, ends in
      // Where one way ends the next begins; that picture is there once.
      (way == 0 ? 0..<frames : 1..<frames).map { frame in
        let blend = Blend(
          prompt: ends.1.prompt, seed: ends.1.seed, share: Double(frame) / Double(frames - 1))
        return Picture(prompt: ends.0.prompt, seed: ends.0.seed, blend: blend, path: nil)
      }
    }
  }

  /// The number of prompts with seeds.
  private static func count(_ prompts: [String], _ seeds: SeedList) throws -> Int {
    for (index, prompt) in prompts.enumerated() {
      try PromptText.check(prompt, path: "prompt \(index + 1)")
    }
    let (count, overflows) = prompts.count.multipliedReportingOverflow(by: seeds.seeds.count)
    guard !overflows, 1...maximumCount ~= count else {
      throw InputError(
        .invalid, path: "the request", expected: "1 to \(maximumCount) pictures",
        found: "\(prompts.count) prompts with \(seeds.seeds.count) seeds each")
    }
    return count
  }

  /// Every file that will be written, in order.
  public var outputs: [String] { gridPath.map { [$0] } ?? pictures.compactMap(\.path) }
}
