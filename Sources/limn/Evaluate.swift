import ArgumentParser
import Experiments

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
    let evaluation = try ModelEvaluation(
      model: model, prompts: prompts, seeds: SeedList(seed))
    Interruption.watch()
    var bar = ProgressBar(total: evaluation.promptCount, unit: "prompts")
    let scores = try evaluation.report { done in
      bar.update(done)
      return !Interruption.isRequested
    }
    bar.clear()
    guard let scores else { throw Interrupted(advice: "nothing was kept") }
    print(json ? try evaluation.json(of: scores).canonicalText() : scores.table)
  }
}
