import TestSupport
import Testing

@Suite struct RootTests {
  @Test func versionIsOneLineOnStandardOutput() throws {
    let outcome = try limn("--version")
    #expect(outcome.status == 0)
    #expect(outcome.output.wholeMatch(of: #/\d+\.\d+\.\d+\n/#) != nil)
    #expect(outcome.errors.isEmpty)
  }

  @Test func helpNamesTheVerbs() throws {
    let outcome = try limn("--help")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("USAGE: limn"))
    let lines = outcome.output.split(separator: "\n")
    for verb in [
      "generate", "translate", "run", "resume", "rerun", "runs", "evaluate", "compare", "prompts",
      "dataset", "inspect", "notebook", "benchmark",
    ] { #expect(lines.contains { $0.hasPrefix("  \(verb) ") }, "\(verb)") }
  }

  @Test(arguments: [["frobnicate"], ["--frobnicate"], ["dataset", "frobnicate"]])
  func usageErrorsLeaveStandardOutputClean(_ arguments: [String]) throws {
    let outcome = try withTemporaryFolder { folder in
      try run(program: programPath(), arguments, input: "", in: folder)
    }
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("limn: "))
    #expect(outcome.errors.contains("frobnicate"))
  }

  @Test(arguments: [
    "generate", "translate", "run", "resume", "rerun", "runs", "runs list", "runs show",
    "runs diff", "evaluate", "compare", "prompts", "prompts lint", "prompts import", "dataset",
    "dataset preview", "dataset sample", "dataset check", "inspect", "notebook", "notebook check",
    "notebook update", "benchmark", "benchmark step", "benchmark limit",
  ])
  func helpBeginsWithExamplesOfOneLineEach(_ verb: String) throws {
    let words = verb.split(separator: " ").map(String.init) + ["--help"]
    let help = try run(program: programPath(), words, input: "", in: ".")
    #expect(help.status == 0)
    let lines = help.output.split(separator: "\n", omittingEmptySubsequences: false)
    let examples = lines.prefix { !$0.hasPrefix("USAGE:") }.drop { $0 != "Example:" }.dropFirst()
      .prefix { !$0.isEmpty }
    #expect(!examples.isEmpty)
    #expect(examples.allSatisfy { $0.hasPrefix("  limn ") })
  }

  @Test func resultsThatCannotBeWrittenAreAFailure() throws {
    let command = #"echo "a red circle" | exec "$0" prompts import /dev/stdin >/dev/full"#
    let outcome = try run(program: "/bin/sh", ["-c", command, programPath()], input: "", in: ".")
    #expect(outcome.status == 1)
    #expect(
      outcome.errors
        == "limn: standard output: expected a place that can be written, "
        + "found no space left on device\n")
  }

  @Test func argumentsThatAreNotTextAreBadData() throws {
    // The shell makes the byte; a Swift string cannot hold it.
    let outcome = try run(
      program: "/bin/sh", ["-c", #"exec "$0" "$(printf '\377')""#, programPath()], input: "",
      in: ".")
    #expect(outcome.status == 65)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors == "limn: argument 1: expected text in UTF-8, found other bytes\n")
  }

  @Test(
    arguments: [
      ("genrate", #"there is no verb "genrate"; did you mean "generate"? The verbs: limn --help"#),
      (
        "dataset previw",
        #"there is no verb "previw"; did you mean "preview"? The verbs: limn dataset --help"#
      ),
      (
        "runs shw 3",
        #"there is no verb "shw"; did you mean "show"? A run: limn runs show shw. "#
          + "The verbs: limn runs --help"
      ),
      (
        "runs 0",
        #"there is no verb "0". A run: limn runs show 0. The verbs: limn runs --help"#
      ),
      (
        "help genrate",
        #"there is no verb "genrate"; did you mean "generate"? The verbs: limn --help"#
      ),
      ("paint", #"there is no verb "paint". The verbs: limn --help"#),
    ])
  func aVerbThatIsNoneIsToldOf(_ words: String, _ message: String) throws {
    let outcome = try run(
      program: programPath(), words.split(separator: " ").map(String.init), input: "", in: ".")
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors == "limn: \(message)\n")
  }

  @Test func aNegativeSeedIsAValueAndNotAnOption() throws {
    let outcome = try limn("generate", "a red circle", "--seed", "-1")
    #expect(outcome.status == 64)
    #expect(
      outcome.errors.hasPrefix(
        #"limn: seeds "-1": expected seeds such as 7, 0-3 or 1,5,9, found "-1""# + "\n"),
      "\(outcome.errors)")
  }
}
