import Foundation

/// The spec experiments/tiny/experiment.json, whose run takes seconds; its pictures are noise.
let tinySpec: String = {
  let root =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    .joined(separator: "/")
  let path = "\(root)/experiments/tiny/experiment.json"
  guard let spec = try? String(contentsOfFile: path, encoding: .utf8) else {
    fatalError("no \(path)")
  }
  return spec
}()

/// The outcome of one run of `tinySpec`, trained once for all tests.
enum TinyRun {
  /// A folder with tiny.json, and the run's folder in it.
  static let folder: String = {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("limn-tests-run-\(UUID().uuidString)")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? Data(tinySpec.utf8).write(to: folder.appendingPathComponent("tiny.json"))
    return folder.path
  }()

  /// What `limn run tiny.json --keep` gave.
  static let outcome = Result { try limn("run", "tiny.json", "--keep", in: folder) }

  /// The model that the run kept.
  static func model() throws -> String {
    _ = try outcome.get()
    return "\(folder)/model.safetensors"
  }
}
