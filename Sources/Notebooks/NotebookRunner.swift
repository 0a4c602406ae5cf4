import Files

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

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
    program: String, environment: [String: String] = environmentVariables()
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
    let scratch = try makeTemporaryFolder(named: "limn")
    defer { removeFolder(scratch) }
    try makeFolder("\(scratch)/bin")
    try makeFolder("\(scratch)/notebook")
    try makeLink(at: "\(scratch)/bin/limn", to: absolutePath(program) ?? program)
    for name in ["prompts", "experiments"] {
      guard let folder = nearest(name, above: notebook.path) else { continue }
      try makeLink(at: "\(scratch)/notebook/\(name)", to: folder)
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
    // One file for both streams, so that their lines keep their order.
    let output = open(printed, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard output >= 0 else { throw unwritable(printed) }
    defer { close(output) }
    // What a notebook prints must not depend on which files the caller prefers.
    let variables = environment.filter { !$0.key.hasPrefix("LIMN_") }.merging(
      ["PATH": "\(scratch)/bin:\(environment["PATH"] ?? "/usr/bin:/bin")"]
    ) { $1 }
    let process = try ChildProcess(
      ["/bin/sh", "-c", #"cd "$0" && exec /bin/sh -c "$1""#, "\(scratch)/notebook", command],
      environment: variables, output: output, errors: output)
    let status = ended(process, wantsStop)
    return Transcript(
      output: String(decoding: try readFile(printed), as: UTF8.self), status: status)
  }

  /// The exit code of a command, which is ended where that is wanted.
  private func ended(_ process: ChildProcess, _ wantsStop: () -> Bool) -> Int32 {
    var looksSinceAsked = 0
    while true {
      if let status = process.status(waits: false) { return status }
      if looksSinceAsked > 0 || wantsStop() {
        if looksSinceAsked == 0 { process.signal(SIGTERM) }
        if looksSinceAsked == Self.looksBeforeKill { process.signal(SIGKILL) }
        looksSinceAsked += 1
      }
      usleep(Self.microsecondsOfALook)
    }
  }

  /// The microseconds between two looks at a command that runs.
  private static let microsecondsOfALook: UInt32 = 10_000
  /// The looks, ten seconds of them, that a command has to end once it was asked to.
  private static let looksBeforeKill = 1000

  /// The folder `name` beside the file `path` or in a folder above it.
  private func nearest(_ name: String, above path: String) -> String? {
    var folder = absolutePath(folderName(path)).map { "\($0)/" } ?? path
    while let slash = folder.lastIndex(of: "/") {
      folder = String(folder[..<slash])
      if isFolder("\(folder)/\(name)") { return "\(folder)/\(name)" }
    }
    return nil
  }
}
