import Files
import Tensors

/// A model as it came from a file, ready to draw before all of the file is known to be whole.
///
/// What it draws is to be relied on once `verifiedHash` has come back; `Model.load` checks first.
public final class StoredModel {
  /// The model.
  public let model: Model
  /// What its file says of it.
  public let header: ModelHeader
  /// The size of the file in bytes.
  public let byteCount: Int
  private let check: Future<Result<String, any Error>>

  /// Reads the file at `path`.
  ///
  /// The hashes are computed on another thread meanwhile: a file whose bytes were changed is told of
  /// by `verifiedHash`, which waits for them, and not here.
  ///
  /// - Throws: `InputError` with the path: `missing`, or `invalid` where the file is no model or
  ///   does not hold what its architecture needs.
  public init(_ path: String) throws {
    let bytes = try readFile(path)
    byteCount = bytes.count
    let file = try SafetensorsFile(bytes: bytes, path: path)
    header = try ModelHeader(file, path: path)
    check = Future {
      Result {
        try file.checkContent(path: path)
        return sha256(bytes)
      }
    }
    do {
      model = try Model(file, header, path: path)
    } catch {
      // A damaged file is to be called damaged, whatever else it led to.
      _ = try check.value.get()
      throw error
    }
  }

  /// The SHA-256 of the file, once it is clear that its content is what was written.
  ///
  /// - Throws: `InputError` (`invalid`) where the file is damaged.
  public func verifiedHash() throws -> String { try check.value.get() }
}
