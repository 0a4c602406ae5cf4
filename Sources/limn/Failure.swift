import ArgumentParser
import Experiments
import Files

// Of the C library's streams only `stdout` is used here, for whether it has failed.
#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#else
  @preconcurrency import Darwin
#endif

/// The program's exit codes, as `sysexits.h` has them where it has one.
enum ExitStatus: Int32 {
  case failure = 1
  case usage = 64
  case badData = 65
  case missingInput = 66
  case outputExists = 73
  case gateFailed = 100
  case changedInput = 102
  case differentOutputs = 104
  case interrupted = 130
}

/// Work that was stopped by a signal and can be taken up again.
struct Interrupted: Error, CustomStringConvertible {
  /// How far it has come, or how to go on.
  let advice: String

  var description: String { "interrupted; \(advice)" }
}

/// A comparison whose verdict fails the gate that was asked for.
struct GateFailure: Error, CustomStringConvertible {
  /// The verdict, in a sentence.
  let reason: String

  var description: String { "the gate failed: \(reason)" }
}

/// Ends the program after `error`: the message on standard error, the exit code of its kind.
///
/// The one place where errors become exit codes. Errors of usage have the argument parser's code,
/// 64; requests for help and for the version come here too and are left to it.
///
/// - Parameters:
///   - error: What ended it.
///   - command: The verb that was carried out, or the root where it was not known yet.
func fail(with error: any Error, of command: any ParsableCommand.Type) -> Never {
  if let status = exitStatus(for: error) {
    report("\(error)")
    exit(status.rawValue)
  }
  let code = command.exitCode(for: error)
  let message = fullMessage(for: error, of: command)
  if code.isSuccess {
    print(message)
    do { try requirePrinted() } catch { fail(with: error, of: command) }
    exit(code.rawValue)
  }
  let prefix = "Error: "
  if !message.isEmpty {
    report(message.hasPrefix(prefix) ? String(message.dropFirst(prefix.count)) : message)
  }
  exit(code.rawValue)
}

/// What the argument parser says of `error`; of a wrong use that showed only after the arguments
/// were read, with the usage of the whole command, which the parser does not know by then.
private func fullMessage(for error: any Error, of command: any ParsableCommand.Type) -> String {
  guard let fault = error as? ValidationError, command != Limn.self else {
    return command.fullMessage(for: error)
  }
  let usage = Limn.usageString(for: command)
  let words = usage.split(separator: " ").prefix { !"[<".contains($0.prefix(1)) }
  return "\(fault.message)\nUsage: \(usage)\n"
    + "  See '\(words.joined(separator: " ")) --help' for more information."
}

/// Writes "limn: " and `message`, of one line or several, to standard error.
func report(_ message: String) {
  clearProgress()
  let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
  writeToStandardError("limn: \(lines.map { String($0).printable }.joined(separator: "\n"))\n")
}

/// Writes `text` to standard error; where that is closed there is nobody to tell.
///
/// What was printed before comes out before, so that both streams in one file tell what happened in
/// its order.
func writeToStandardError(_ text: String) {
  fflush(nil)
  var text = text
  text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
}

/// Prints the folder of a run that begins; who reads it from a pipe or a file has it at once.
///
/// - Throws: `InputError` (`unwritable`).
func printPlace(of directory: RunDirectory) throws {
  print(directory.path)
  try requirePrinted()
}

/// Sees that what was printed has been written: `print` itself tells nobody of a full disk.
///
/// - Throws: `InputError` (`unwritable`).
func requirePrinted() throws {
  let isFlushed = fflush(nil) == 0
  let reason = isFlushed ? "a write that failed" : errnoText()
  guard !isFlushed || ferror(stdout) != 0 else { return }
  throw InputError(
    .unwritable, path: "standard output", expected: "a place that can be written", found: reason)
}

/// Prints a verdict's line, unless JSON tells it, and ends the program with its exit code where
/// that is not success.
///
/// - Throws: The exit code, for `fail` to end with.
func conclude(
  _ verdict: RerunVerdict, at divergence: Divergence?, despiteChanges: Bool = false,
  json: JSONValue?
) throws {
  let (line, exitCode) = verdict.conclusion(divergence, despiteChanges: despiteChanges)
  print(json?.canonicalText() ?? line)
  guard exitCode != 0 else { return }
  throw ExitCode((ExitStatus(rawValue: exitCode) ?? .failure).rawValue)
}

private func exitStatus(for error: any Error) -> ExitStatus? {
  switch error {
  case let error as InputError:
    switch error.kind {
    case .missing: .missingInput
    case .invalid, .inUse: .badData
    case .exists: .outputExists
    case .unwritable: .failure
    case .changed: .changedInput
    }
  case is SpecError: .badData
  case is Interrupted: .interrupted
  case is UnknownVerb: .usage
  case is GateFailure: .gateFailed
  case is TrainingFailure, is SweepFailure: .failure
  default: nil
  }
}

/// Checks that every argument is text, since the parser would quietly replace broken bytes.
///
/// - Throws: `InputError` (`invalid`).
func requireUTF8Arguments() throws {
  for index in 1..<max(1, Int(CommandLine.argc)) {
    guard let argument = CommandLine.unsafeArgv[index] else { continue }
    if String(validatingCString: argument) == nil {
      throw InputError(
        .invalid, path: "argument \(index)", expected: "text in UTF-8", found: "other bytes")
    }
  }
}
