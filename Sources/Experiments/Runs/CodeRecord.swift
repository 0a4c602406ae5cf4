import Files

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The state of the source code: its commit, and whether files differ from it.
public struct CodeRecord: Equatable, Sendable {
  /// The commit's hash.
  public var commit: String
  /// Whether tracked files were changed, or files were added to `Sources`, since the commit.
  ///
  /// Other untracked files, as pictures that were drawn, are no code.
  public var isDirty: Bool

  /// The state of the work tree that `folder` is in, as git tells it; nil where there is no git,
  /// no work tree or no commit.
  public static func current(in folder: String) -> CodeRecord? {
    guard let commit = git(["rev-parse", "--verify", "HEAD"], in: folder),
      let changes = git(["status", "--porcelain", "--untracked-files=no"], in: folder),
      let additions = git(
        ["ls-files", "--others", "--exclude-standard", "--", ":/Sources"], in: folder)
    else { return nil }
    return CodeRecord(
      commit: String(commit.prefix { !$0.isNewline }),
      isDirty: !changes.isEmpty || !additions.isEmpty)
  }
}

extension CodeRecord: SpecReadable {
  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    commit = fields.text("commit", "the commit's hash")
    isDirty = fields.flag("dirty", "whether files differ from it")
  }

  /// The state as JSON.
  var json: JSONValue { ["commit": .string(commit), "dirty": .bool(isDirty)] }
}

/// What git prints, or nil where it cannot be run or fails.
private func git(_ arguments: [String], in folder: String) -> String? {
  var ends: [Int32] = [-1, -1]
  guard pipe(&ends) == 0 else { return nil }
  defer { close(ends[0]) }
  for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  let process = try? ChildProcess(
    ["git", "-C", folder] + arguments, output: ends[1], errors: nil)
  close(ends[1])
  guard let process else { return nil }
  let output = readToEnd(ends[0])
  return process.status() == 0 ? String(decoding: output, as: UTF8.self) : nil
}

private func readToEnd(_ descriptor: Int32) -> [UInt8] {
  var output: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 4096)
  while true {
    let count = retrying { read(descriptor, &chunk, chunk.count) }
    guard count > 0 else { return output }
    output += chunk[..<count]
  }
}
