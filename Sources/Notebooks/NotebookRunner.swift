import Files
import Foundation

/// Runs the commands of notebooks.
///
/// Every notebook has an empty folder of its own, in which each of its commands is run by `sh -c`:
/// files last from one command to the next, variables and `cd` do not. `limn` is on the path. The
/// folders `prompts` and `experiments` that are nearest above the notebook are linked into its
/// folder, and may be read.
public struct NotebookRunner {
  private let program: String
  private let environment: [String: String]

  /// A runner.
  ///
  /// - Parameters:
  ///   - program: The file of the program that commands call `limn`.
  ///   - environment: What its commands inherit.
  public init(
    program: String, environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    self.program = program
    self.environment = environment
  }

  /// Runs the commands of `notebook`, one after the other.
  ///
  /// - Parameters:
  ///   - notebook: The notebook.
  ///   - advanced: Called after each command with what it gave.
  ///   - wantsStop: Asked again and again, also while a command runs, which is then ended.
  /// - Returns: What each command gave; nil where it was stopped.
  /// - Throws: `InputError` where the folder cannot be made, or what starting a command throws.
  public func run(
    _ notebook: Notebook, advanced: (Transcript) -> Void = { _ in },
    wantsStop: () -> Bool = { false }
  ) throws -> [Transcript]? {
    let files = FileManager.default
    let scratch = files.temporaryDirectory.appendingPathComponent("limn-\(UUID().uuidString)").path
    try makeFolder("\(scratch)/bin")
    try makeFolder("\(scratch)/notebook")
    defer { try? files.removeItem(atPath: scratch) }
    try files.createSymbolicLink(
      atPath: "\(scratch)/bin/limn", withDestinationPath: absolute(program))
    for name in ["prompts", "experiments"] {
      guard let folder = nearest(name, above: notebook.path) else { continue }
      try files.createSymbolicLink(
        atPath: "\(scratch)/notebook/\(name)", withDestinationPath: folder)
    }
    var transcripts: [Transcript] = []
    for command in notebook.commands {
      let transcript = try run(command.text, scratch: scratch, wantsStop)
      if wantsStop() { return nil }
      transcripts.append(transcript)
      advanced(transcript)
    }
    return transcripts
  }

  private func run(
    _ command: String, scratch: String, _ wantsStop: () -> Bool
  ) throws -> Transcript {
    let printed = "\(scratch)/printed"
    try writeFile([], to: printed)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = URL(fileURLWithPath: "\(scratch)/notebook")
    // What a notebook prints must not depend on which files the caller prefers.
    process.environment = environment.filter { !$0.key.hasPrefix("LIMN_") }.merging(
      ["PATH": "\(scratch)/bin:\(environment["PATH"] ?? "/usr/bin:/bin")"]
    ) { $1 }
    process.standardInput = FileHandle.nullDevice
    // One file for both streams, so that their lines keep their order.
    let output = FileHandle(forWritingAtPath: printed)
    process.standardOutput = output
    process.standardError = output
    try process.run()
    var looksSinceAsked = 0
    while process.isRunning {
      if looksSinceAsked > 0 || wantsStop() {
        if looksSinceAsked == 0 { signal(process, SIGTERM) }
        if looksSinceAsked == Self.looksBeforeKill { signal(process, SIGKILL) }
        looksSinceAsked += 1
      }
      usleep(Self.microsecondsOfALook)
    }
    process.waitUntilExit()
    // As the shell has it in $? where a signal ended the command.
    let base: Int32 = process.terminationReason == .uncaughtSignal ? 128 : 0
    return Transcript(
      output: String(decoding: try readFile(printed), as: UTF8.self),
      status: base + process.terminationStatus)
  }

  /// The microseconds between two looks at a command that runs.
  private static let microsecondsOfALook: UInt32 = 10_000
  /// The looks, ten seconds of them, that a command has to end once it was asked to.
  private static let looksBeforeKill = 1000

  /// Sends `number` to a command and all that it has started: it leads a group of its own.
  private func signal(_ process: Process, _ number: Int32) {
    if kill(-process.processIdentifier, number) != 0 { kill(process.processIdentifier, number) }
  }

  private func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }

  /// The folder `name` beside the file `path` or in a folder above it.
  private func nearest(_ name: String, above path: String) -> String? {
    var folder = absolute(path)
    while let slash = folder.lastIndex(of: "/") {
      folder = String(folder[..<slash])
      if isFolder("\(folder)/\(name)") { return "\(folder)/\(name)" }
    }
    return nil
  }
}
