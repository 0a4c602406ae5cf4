import Foundation
import TestSupport

/// The spec experiments/tiny/experiment.json, whose run takes seconds; its pictures are noise.
let tinySpec: String = {
  let path = "\(packageRoot)/experiments/tiny/experiment.json"
  guard let spec = try? String(contentsOfFile: path, encoding: .utf8) else {
    fatalError("no \(path)")
  }
  return spec
}()

/// The outcome of one run of `tinySpec`, trained once for all tests.
enum TinyRun {
  /// A folder with tiny.json, and the run's folder in it.
  static let folder: String = {
    guard let folder = try? lastingTemporaryFolder() else { fatalError("no place for tests") }
    return folder
  }()

  /// What `limn run tiny.json --keep` gave.
  static let outcome = Result {
    try Data(tinySpec.utf8).write(to: URL(fileURLWithPath: "\(folder)/tiny.json"))
    return try limn("run", "tiny.json", "--keep", in: folder)
  }

  /// The model that the run kept.
  static func model() throws -> String {
    _ = try outcome.get()
    return "\(folder)/model.safetensors"
  }
}
