import Foundation

/// A spec whose run takes seconds; its pictures are noise.
let tinySpec = """
  {"kind": "train", "name": "tiny", "dataset": {"size": 16},
   "textEncoder": {"width": 16, "heads": 2, "layers": 1, "vocabularySize": 128, "captions": 1000,
     "length": 16,
     "pretraining": {"steps": 2, "batchSize": 2}},
   "generator": {"slots": 2, "slotLatent": 4, "width": 16, "mixers": 1, "paint": 8},
   "discriminator": {"fineChannels": 8, "coarseChannels": 8, "lastChannels": 8},
   "regularizer": {"every": 2},
   "warmup": {"steps": 1, "batchSize": 2},
   "training": {"steps": 2, "batchSize": 2, "headStart": 1, "logEvery": 1, "sampleEvery": 2,
     "evaluateEvery": 1, "checkpointEvery": 1},
   "evaluation": {"promptsPerTag": 1, "finalPromptsPerTag": 1, "finalSeeds": 1}}
  """

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
