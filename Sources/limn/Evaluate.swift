import ArgumentParser
import Datasets
import Evaluation
import Experiments
import Files
import Imaging
import Tensors
import TextToImage

/// `limn evaluate`: what a model's pictures are worth.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Score a model on a set of prompts.",
    discussion: """
      Example:
        limn evaluate --model runs/00001-shapes-64/model.safetensors --seed 0-3

      A program looks at the pixels of every picture and checks whether it shows what the prompt \
      asks for, by GenEval's six tags. Each share comes with its 95% interval, clustered by \
      prompt. The ceiling is what faultless pictures score, the floor what pictures of other \
      prompts do.
      """)

  @Option(help: ArgumentHelp("The model. (default: the one shipped)", valueName: "file"))
  var model: String?

  @Option(
    help: ArgumentHelp("The prompt set. (default: the built-in one)", valueName: "file.jsonl"))
  var prompts: String?

  @Option(help: ArgumentHelp("The seeds of each prompt's pictures.", valueName: "seeds"))
  var seed = "0-3"

  @Flag(help: "Print one JSON object instead of a table.")
  var json = false

  mutating func validate() throws { _ = try usage { try SeedList(seed) } }

  mutating func run() throws {
    let set = try prompts.map { try PromptSet(path: $0) } ?? EvaluationPrompts.make()
    let seeds = try SeedList(seed)
    // As `limn generate` does, so that the pictures are the same.
    Engine.threadCount = 1
    let stored = try StoredModel(model ?? ShippedModel.find())
    let hash = try stored.verifiedHash()
    Interruption.watch()
    var bar = ProgressBar(total: set.prompts.count, unit: "prompts")
    let evaluation = try evaluate(stored.model, on: set, seeds: seeds.seeds) { done in
      bar.update(done)
      return !Interruption.isRequested
    }
    bar.clear()
    guard let evaluation else { throw Interrupted(advice: "nothing was kept") }
    let scores = try evaluation.report(side: stored.model.side)
    if json {
      print(
        JSONValue.object(
          [
            JSONValue.Member(
              "model", ["name": .string(stored.header.name), "sha256": .string(hash)]),
            .init("prompts_sha256", .string(set.hash)),
            .init("seeds", .string("\(seeds)")),
          ] + (scores.json.members ?? [])
        ).canonicalText())
    } else {
      print(scores.table)
    }
  }
}
