import Datasets
import Files
import Imaging
import OrderedCollections
import Tensors

/// Scores pictures as they come, holding none of them.
///
///     var evaluation = try ShapeEvaluation(PromptSet(path: "prompts/shapes.jsonl"))
///     for (index, prompt) in evaluation.prompts.enumerated() {
///       let verdict = evaluation.add(draw(prompt.prompt), of: index)
///     }
///     let report = try evaluation.report(side: 64)
public struct ShapeEvaluation: Sendable {
  /// The prompts, each with an expectation; those that came without a tag have the tag "untagged".
  public let prompts: [Prompt]

  private let oracle = ShapeOracle()
  /// The prompts of other tags that judge the pictures of each prompt for the floor.
  private let strangers: [[Int]]
  private var own: [Tally]
  private var foreign: [Tally]

  /// An evaluation on `set`.
  ///
  /// - Throws: `InputError` where a prompt has no expectation.
  public init(_ set: PromptSet) throws {
    for prompt in set.prompts { _ = try prompt.requiredExpectation }
    prompts = set.prompts.map { prompt in
      var prompt = prompt
      prompt.tag = prompt.tag ?? "untagged"
      return prompt
    }
    strangers = Self.strangers(of: prompts)
    own = Array(repeating: Tally(), count: prompts.count)
    foreign = own
  }

  /// Checks, before any work is done, that the ceiling can be told.
  ///
  /// - Throws: `InputError` where no scene shows what a prompt asks for.
  public func requireScenes() throws {
    for prompt in prompts { _ = try SceneSampler.facts(for: prompt) }
  }

  /// Judges `image`, a square picture drawn for prompt number `index`.
  public mutating func add(_ image: RGBImage, of index: Int) -> Verdict {
    add(oracle.observe(image), of: index)
  }

  /// Judges a picture drawn for prompt number `index` by what the oracle saw in it.
  public mutating func add(_ observation: Observation, of index: Int) -> Verdict {
    for stranger in strangers[index] {
      foreign[stranger].add(judge(observation, by: stranger))
    }
    let verdict = judge(observation, by: index)
    own[index].add(verdict)
    return verdict
  }

  /// The scores of the pictures so far.
  public var scores: Scores { scores(own) }

  /// The scores of the pictures so far, each judged by prompts of other tags.
  public var floor: Scores { scores(foreign) }

  /// The scores of faultless pictures: for each prompt, renders of scenes that show what it asks
  /// for.
  ///
  /// - Parameters:
  ///   - side: The side of the pictures, in pixels.
  ///   - count: The number of pictures for each prompt.
  ///   - seed: What scenes are drawn from.
  /// - Returns: The scores.
  /// - Throws: `InputError` where no scene shows what a prompt asks for.
  public func ceiling(side: Int, count: Int = 1, seed: UInt64 = 0) throws -> Scores {
    var tallies = Array(repeating: Tally(), count: prompts.count)
    for (index, prompt) in prompts.enumerated() {
      for sample in 0..<count {
        var random = RandomSource(seed: seed, UInt64(index), UInt64(sample))
        let scene = try SceneSampler.scene(for: prompt, using: &random)
        tallies[index].add(judge(oracle.observe(render(scene, side: side)), by: index))
      }
    }
    return scores(tallies)
  }

  /// The scores of the pictures so far, with ceiling and floor.
  ///
  /// - Parameter side: The side of the ceiling's pictures: that of the model's, in pixels.
  /// - Returns: The report.
  /// - Throws: `InputError` where no scene shows what a prompt asks for.
  public func report(side: Int) throws -> ScoreReport {
    ScoreReport(
      metric: ShapeOracle.signature, scores: scores, ceiling: try ceiling(side: side),
      floor: floor)
  }

  private func judge(_ observation: Observation, by index: Int) -> Verdict {
    prompts[index].expect?.judge(observation) ?? Verdict(reason: "no expectation")
  }

  /// For each prompt, the prompts of which it is the donor: every prompt has one random donor of
  /// another tag, or where there is but one tag, another prompt.
  private static func strangers(of prompts: [Prompt]) -> [[Int]] {
    var strangers = Array(repeating: [Int](), count: prompts.count)
    for (index, prompt) in prompts.enumerated() {
      let otherTags = prompts.indices.filter { prompts[$0].tag != prompt.tag }
      let donors = otherTags.isEmpty ? prompts.indices.filter { $0 != index } : otherTags
      guard !donors.isEmpty else { continue }
      var random = RandomSource(seed: 0, UInt64(index))
      strangers[donors[random.integer(below: donors.count)]].append(index)
    }
    return strangers
  }

  private func scores(_ tallies: [Tally]) -> Scores {
    let tags = OrderedSet(prompts.compactMap(\.tag))
    func group(_ tag: String, _ category: String? = nil) -> [Tally] {
      prompts.indices.filter {
        prompts[$0].tag == tag && (category == nil || prompts[$0].category == category)
      }.map { tallies[$0] }
    }
    let withUnseen = tags.filter { !group($0, "unseen").isEmpty }
    return Scores(
      overall: Estimate(meanOf: tags.map { group($0) }),
      seen: Estimate(meanOf: withUnseen.map { group($0, "seen") }),
      unseen: Estimate(meanOf: withUnseen.map { group($0, "unseen") }),
      tags: tags.map {
        TagScores(
          tag: $0, all: Estimate(group($0)), seen: Estimate(group($0, "seen")),
          unseen: Estimate(group($0, "unseen")))
      })
  }
}
