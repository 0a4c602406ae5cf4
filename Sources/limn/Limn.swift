import ArgumentParser
import Experiments

/// The root of the command line: `limn VERB …`.
struct Limn: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "limn",
    abstract: "Turns a sentence into a picture, with models you can train, rerun and compare.",
    discussion: """
      Example:
        limn generate "a large red circle above a small blue square"
        limn run experiments/four-minutes/experiment.json --dry-run

      Results go to standard output, everything else to standard error. Exit codes: 0 success, \
      1 failure, 64 usage, 65 bad data, 66 missing input, 73 output exists, 100 --fail-on applied, \
      102 changed input, 104 outputs differ, 130 interrupted.
      """,
    version: version,
    subcommands: [
      Generate.self, Explain.self, Translate.self, Run.self, Resume.self, Rerun.self,
      RunsCommand.self, Evaluate.self, Compare.self, PromptsCommand.self, DatasetCommand.self,
      Inspect.self, NotebookCommand.self, BenchmarkCommand.self,
    ])

  /// The version of the program.
  static let version = "0.1.0"
  /// The program and its version, as files name it.
  static let software = "limn \(version)"
}

/// Checks the verb that `words` begin with, and those below it; options are the argument parser's
/// to judge.
///
/// - Throws: `UnknownVerb` where there is no such verb, with the one that was probably meant.
func requireVerb(_ words: ArraySlice<String>, of command: any ParsableCommand.Type = Limn.self)
  throws
{
  let parts = command.configuration.subcommands
  guard let word = words.first, !word.isEmpty, !word.hasPrefix("-"), !parts.isEmpty else { return }
  if word == "help" { return try requireVerb(words.dropFirst(), of: command) }
  if let known = parts.first(where: { $0.configuration.commandName == word }) {
    return try requireVerb(words.dropFirst(), of: known)
  }
  let names = parts.compactMap { $0.configuration.commandName }
  let guess = nearestName(to: word, among: names).map { "; did you mean \"\($0)\"?" } ?? "."
  let path = command == Limn.self ? "limn" : "limn \(command.configuration.commandName ?? "")"
  // A run is often named where the verb is.
  let run = command == RunsCommand.self ? " A run: limn runs show \(word)." : ""
  throw UnknownVerb(
    description: "there is no verb \"\(word)\"\(guess)\(run) The verbs: \(path) --help")
}

/// A word where a verb should be.
struct UnknownVerb: Error, CustomStringConvertible {
  /// The word, and what was probably meant.
  let description: String
}
