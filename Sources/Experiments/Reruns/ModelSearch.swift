import Files
import Tensors

/// Finds the model that drew a picture, and what another one has different.
public enum ModelSearch {
  /// The file of the model with the given hash: the one named; else a shipped model or one that a
  /// run left behind, newest first.
  ///
  /// - Parameters:
  ///   - hash: The SHA-256 of the model's file.
  ///   - picture: The picture that asks for it, for messages.
  ///   - named: The only file to look at.
  ///   - root: The folder of all runs.
  /// - Returns: The file's path.
  /// - Throws: `InputError` (`changed` where the file named has another hash; `missing` where it
  ///   is, or where no model has this one).
  public static func find(
    sha256 hash: String, of picture: String, named: String?, in root: String
  ) throws -> String {
    if let named {
      let found = sha256(try readFile(named))
      guard found == hash else {
        throw InputError(
          .changed, path: named, expected: "the model that drew \(picture), SHA-256 \(hash)",
          found: found)
      }
      return named
    }
    let models = ShippedFile.models + (try RunDirectory.all(in: root)).reversed().map(\.model)
    var count = 0
    for model in models where fileExists(model) {
      count += 1
      if let bytes = try? readFile(model), sha256(bytes) == hash { return model }
    }
    throw InputError(
      .missing, path: picture, expected: "the model that drew it, SHA-256 \(hash)",
      found: count == 0 ? "no models" : "other models only, \(count) of them",
      hint: "name the model's file with --model")
  }

  /// The first tensor in which the model in the file `other` is not the one with the given hash.
  ///
  /// - Parameters:
  ///   - hash: The SHA-256 of the model's file.
  ///   - other: The file of another model.
  ///   - root: The folder of all runs.
  /// - Returns: The tensor's name; nil where the model is not found, or all tensors are the same.
  public static func changedTensor(
    from hash: String, to other: String, in root: String
  ) -> String? {
    guard let original = try? find(sha256: hash, of: other, named: nil, in: root),
      let before = try? SafetensorsFile(path: original),
      let after = try? SafetensorsFile(path: other)
    else { return nil }
    return firstDifference(from: before, to: after)
  }
}
