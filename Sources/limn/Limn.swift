import ArgumentParser
import Experiments

/// The root of the command line: `limn VERB …`.
struct Limn: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "limn",
    abstract: "Turns a sentence into a picture, with models you can train, rerun and compare.",
    discussion: """
      Results go to standard output, everything else to standard error. Exit codes: 0 success, \
      1 failure, 64 usage, 65 bad data, 66 missing input, 73 output exists, 100 a gate failed, \
      102 changed input, 104 same inputs but other outputs, 130 interrupted and resumable.
      """,
    version: version,
    subcommands: [
      Generate.self, Translate.self, Run.self, Resume.self, Rerun.self, RunsCommand.self,
      Evaluate.self,
      Compare.self, PromptsCommand.self, DatasetCommand.self, Inspect.self, NotebookCommand.self,
      BenchmarkCommand.self,
    ])

  /// The version of the program.
  static let version = "0.1.0"
  /// The program and its version, as files name it.
  static let software = "limn \(version)"
}

/// Checks the first argument; without one, or with an option there, the argument parser has the say.
///
/// - Throws: `ValidationError` where it is no verb, with the one that was probably meant.
func requireVerb(_ word: String?) throws {
  guard let word, !word.hasPrefix("-") else { return }
  let verbs = Limn.configuration.subcommands.compactMap { $0.configuration.commandName }
  if verbs.contains(word) || word == "help" { return }
  let guess = nearestName(to: word, among: verbs).map { "; did you mean \"\($0)\"?" } ?? "."
  throw ValidationError("there is no verb \"\(word)\"\(guess) The verbs: limn --help")
}
