import Datasets
import Files
import TextToImage

/// A prompt set and the file that it was read from, once: what is recorded is what is used.
struct PromptFile {
  let set: PromptSet
  let record: FileRecord

  /// Reads the file at `path`.
  ///
  /// - Throws: `InputError` where it is missing or no prompt set.
  init(_ path: String) throws {
    let content = try readFile(path)
    set = try PromptSet(bytes: content, path: path)
    record = FileRecord(role: "prompts", path: path, content: content)
  }
}

extension StoredModel {
  /// The file at `path` that the model was read from.
  ///
  /// - Throws: `InputError` (`invalid`) where it is damaged.
  func record(path: String) throws -> FileRecord {
    FileRecord(role: "model", path: path, bytes: byteCount, sha256: try verifiedHash())
  }
}

extension StoredJudge {
  /// The file at `path` that the judge was read from.
  func record(path: String) -> FileRecord {
    FileRecord(role: "judge", path: path, bytes: byteCount, sha256: hash)
  }
}
