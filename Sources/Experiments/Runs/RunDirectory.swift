import Files

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The folder of one run, "runs/00012-name": everything the run reads back or leaves behind.
///
/// A number is given out once and never again, not even after its folder is deleted.
public struct RunDirectory: Equatable, Sendable {
  /// The folder.
  public let path: String
  /// The run's number.
  public let number: Int

  private init(path: String, number: Int) {
    self.path = path
    self.number = number
  }

  /// The folder's own name: "00012-name".
  public var id: String { fileName(path) }
  /// The folder of all runs that it is in.
  public var root: String { folderName(path) }
  /// Where the record of the run stands.
  public var record: String { "\(path)/run.json" }
  /// Where the resolved spec stands.
  public var config: String { "\(path)/config.json" }
  /// Where the lines of metrics stand.
  public var metrics: String { "\(path)/metrics.jsonl" }
  /// Where the checksums of the parameters stand.
  public var checksums: String { "\(path)/checksums.jsonl" }
  /// Where the log stands.
  public var log: String { "\(path)/log.txt" }
  /// The folder of pictures drawn while training.
  public var samples: String { "\(path)/samples" }
  /// Where everything stands that training goes on from.
  public var state: String { "\(path)/state.safetensors" }
  /// Where the model stands that training has come to.
  public var model: String { "\(path)/model.safetensors" }
  /// Where a judge stands that was trained.
  public var judge: String { "\(path)/judge.safetensors" }
  /// Where the scores of what was trained stand at the end.
  public var scores: String { "\(path)/scores.json" }
  /// Where it stands how a rerun compares with its original.
  public var drift: String { "\(path)/drift.json" }

  /// Where the page stands that shows the run.
  public var report: String { "\(path)/report.html" }

  /// Where the figures of a comparison stand.
  public var comparison: String { "\(path)/comparison.json" }
  /// Where the results of a sweep's runs stand side by side.
  public var sweep: String { "\(path)/sweep.json" }

  /// Makes the folder of a new run under `root`, with the next free number.
  ///
  /// Numbers are claimed by making a folder under `root/.numbers`, which succeeds for one process
  /// only, so runs that start at the same time get different ones.
  ///
  /// - Parameters:
  ///   - root: The folder of all runs; made where it is missing.
  ///   - name: What the run is called; its letters and digits become part of the folder's name.
  /// - Returns: The new folder.
  /// - Throws: `InputError` (`unwritable`).
  public static func create(in root: String = "runs", name: String) throws -> RunDirectory {
    let claims = "\(root)/.numbers"
    try makeFolder(claims)
    let claimed = try namesInFolder(claims).compactMap(leadingNumber)
    let taken = try all(in: root).map(\.number)
    var number = ((claimed + taken).max() ?? -1) + 1
    while mkdir("\(claims)/\(padded(number))", 0o755) != 0 {
      guard errno == EEXIST else { throw unwritable("\(claims)/\(padded(number))") }
      number += 1
    }
    let path = "\(root)/\(padded(number))-\(slug(name, limit: 60) ?? "run")"
    guard mkdir(path, 0o755) == 0 else { throw unwritable(path) }
    return RunDirectory(path: path, number: number)
  }

  /// The runs under `root` in order of their numbers; none where there is no such folder.
  ///
  /// - Throws: `InputError` where the folder cannot be read.
  public static func all(in root: String = "runs") throws -> [RunDirectory] {
    guard fileExists(root) else { return [] }
    return try namesInFolder(root)
      .compactMap { RunDirectory(named: $0, in: root) }
      .sorted { ($0.number, $0.path) < ($1.number, $1.path) }
  }

  /// The run whose folder under `root` is called `name`; nil where there is none.
  init?(named name: String, in root: String) {
    guard let number = Self.leadingNumber(name), isFolder("\(root)/\(name)") else { return nil }
    self.init(path: "\(root)/\(name)", number: number)
  }

  /// The run that `reference` means: a run's folder, its number, the start of its folder's name,
  /// with the number or without, where only one run has it, or "latest", the last that was begun by
  /// itself and not by a sweep, where there is one.
  ///
  /// - Throws: `InputError` (`missing` where there is none, `invalid` where there are several).
  public static func find(_ reference: String, in root: String = "runs") throws -> RunDirectory {
    if let folder = at(reference) { return folder }
    let runs = try all(in: root)
    let matches =
      if reference == "latest" {
        (runs.last { !$0.isOfSweep } ?? runs.last).map { [$0] } ?? []
      } else if let number = Int(reference) {
        runs.filter { $0.number == number }
      } else { starting(with: reference, among: runs) }
    guard let first = matches.first else { throw notFound(reference, in: root, among: runs) }
    guard matches.count == 1 else {
      throw InputError(
        .invalid, path: reference, expected: "one run",
        found: "\(matches.count), from \(first.id) to \(matches[matches.count - 1].id)",
        hint: "name it by its number")
    }
    return first
  }

  /// Whether a sweep began it.
  private var isOfSweep: Bool { (try? RunRecord.read(record))?.parent?.relation == .sweep }

  /// The run whose folder `path` is; nil where it is none.
  public static func at(_ path: String) -> RunDirectory? {
    guard fileExists("\(path)/run.json") else { return nil }
    var parts = path.split(separator: "/", omittingEmptySubsequences: false)
    while parts.count > 1, let last = parts.last, last.isEmpty || last == "." {
      parts.removeLast()
    }
    var path = parts.joined(separator: "/")
    // Its name is that of the folder that this leads to.
    if let last = parts.last, last == "." || last == "..", let folder = absolutePath(path) {
      path += "/../\(fileName(folder))"
    }
    return RunDirectory(path: path, number: leadingNumber(fileName(path)) ?? 0)
  }

  private static func notFound(
    _ reference: String, in root: String, among runs: [RunDirectory]
  ) -> InputError {
    if let number = leadingNumber(reference) ?? Int(reference), number >= 0,
      !runs.contains(where: { $0.number == number }),
      isFolder("\(root)/.numbers/\(padded(number))")
    {
      return InputError(
        .missing, path: reference, expected: "a run in \(root)", found: "one that was deleted")
    }
    let near = nearestName(to: reference, among: runs.map(\.id))
    return InputError(
      .missing, path: reference, expected: "a run in \(root)",
      found: isFolder(reference)
        ? "a folder without run.json" : fileExists(reference) ? "a file that is no run" : "none",
      hint: near.map { "did you mean \"\($0)\"?" }
        ?? (fileExists("\(reference)/record.json")
          ? "name its record, \(reference)/record.json" : nil))
  }

  /// Those of `all` whose folder's name starts with `text`; where there are none, those whose name
  /// without the number does.
  private static func starting(with text: String, among all: [RunDirectory]) -> [RunDirectory] {
    let numbered = all.filter { $0.id.hasPrefix(text) }
    guard numbered.isEmpty, !text.isEmpty else { return numbered }
    return all.filter { $0.id.drop { $0.isNumber }.dropFirst().hasPrefix(text) }
  }

  private static func padded(_ number: Int) -> String { zeroPadded(number, digits: 5) }

  /// The number a folder's name starts with, where it is a run's or a claim's.
  private static func leadingNumber(_ name: String) -> Int? {
    let digits = name.prefix { $0.isASCII && $0.isNumber }
    // A folder with a longer number is none of ours.
    return 5...9 ~= digits.count ? Int(digits) : nil
  }
}
