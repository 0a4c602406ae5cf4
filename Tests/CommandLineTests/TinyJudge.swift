import Files
import Foundation

/// A judge of 16 by 16 pixels that was trained for three steps, once for all tests; its figures say
/// nothing.
enum TinyJudge {
  static let spec = """
    {"kind": "judge", "name": "tiny-judge", "dataset": {"size": 16}, "logEvery": 2,
     "textEncoder": {"width": 16, "heads": 2, "layers": 1, "vocabularySize": 128, "captions": 1000,
       "length": 16, "pretraining": {"steps": 3, "batchSize": 2}},
     "retrieval": {"pictures": 20, "captions": 5}}
    """

  /// A folder with judge.json, and the run's folder in it.
  static let folder: String = {
    guard let folder = try? lastingTemporaryFolder() else { fatalError("no place for tests") }
    return folder
  }()

  /// What `limn run judge.json --keep` gave.
  static let outcome = Result {
    try writeFile(spec.utf8, to: "\(folder)/judge.json")
    return try limn("run", "judge.json", "--keep", in: folder)
  }

  /// The judge that the run kept.
  static func path() throws -> String {
    _ = try outcome.get()
    return "\(folder)/judge.safetensors"
  }
}
