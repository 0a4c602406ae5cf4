import Files
import Foundation
import Synchronization
import TestSupport

/// What a run of the built program gave.
struct Outcome {
  let status: Int32
  let output: String
  let errors: String
}

/// Runs the `limn` built beside the tests with `arguments`, in `folder`, and waits for its end.
func limn(_ arguments: String..., input: String = "", in folder: String = ".") throws -> Outcome {
  try run(program: programPath(), arguments, input: input, in: folder)
}

/// The program stands beside the test bundle, which on Linux is the running program itself.
func programPath() throws -> String {
  let running = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
  let beside = running.appendingPathComponent("limn").path
  if FileManager.default.isExecutableFile(atPath: beside) { return beside }
  #if DEBUG
    return "\(packageRoot)/.build/debug/limn"
  #else
    return "\(packageRoot)/.build/release/limn"
  #endif
}

/// The environment of programs under test, without the files that a user names there: tests run side
/// by side, and threads that wait for each other by spinning would starve them.
let oneThread = ProcessInfo.processInfo.environment
  .filter { !$0.key.hasPrefix("LIMN_") || $0.key == "LIMN_FEATURES" }
  .merging(["OMP_NUM_THREADS": "1"]) { $1 }

/// Runs `program` with its streams in files, so that no pipe can fill up and block it.
func run(
  program: String, _ arguments: [String], input: String, in folder: String,
  environment: [String: String] = oneThread
) throws -> Outcome {
  try withTemporaryFolder { streams in
    let paths = ["input", "output", "errors"].map { "\(streams)/\($0)" }
    try Data(input.utf8).write(to: URL(fileURLWithPath: paths[0]))
    for path in paths.dropFirst() { try Data().write(to: URL(fileURLWithPath: path)) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = environment
    process.standardInput = FileHandle(forReadingAtPath: paths[0])
    process.standardOutput = FileHandle(forWritingAtPath: paths[1])
    process.standardError = FileHandle(forWritingAtPath: paths[2])
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus,
      output: try String(contentsOfFile: paths[1], encoding: .utf8),
      errors: try String(contentsOfFile: paths[2], encoding: .utf8))
  }
}

/// A new folder that is removed when all tests have ended, for what several of them use.
func lastingTemporaryFolder() throws -> String {
  let folder = try makeTemporaryFolder(named: "limn-tests-lasting")
  lastingFolders.withLock { folders in
    if folders.isEmpty { atexit { lastingFolders.withLock { $0.forEach(removeFolder) } } }
    folders.append(folder)
  }
  return folder
}

private let lastingFolders = Mutex<[String]>([])
