import Files
import Language

/// Short hashes of what a prompt becomes on its way to a picture, so that a picture that comes out
/// otherwise can tell where it went astray: the first 16 digits of SHA-256 over little-endian
/// 32-bit words.
public struct StageChecksums: Equatable, Sendable {
  /// Of the tokens' ids, padding included.
  public var tokens: String
  /// Of the sentence's embedding.
  public var embedding: String

  /// Checksums from their parts.
  public init(tokens: String, embedding: String) {
    self.tokens = tokens
    self.embedding = embedding
  }
}

extension Model {
  /// The checksums of `prompt` and of the features that `read` gave for it.
  ///
  /// - Throws: `InputError` (`invalid`) where the tokenizer refuses the prompt.
  public func stageChecksums(of prompt: String, text: TextFeatures) throws -> StageChecksums {
    let ids = try tokenizer.encode(prompt, length: textEncoder.configuration.length).ids
    return StageChecksums(
      tokens: checksum(ids.map { UInt32(bitPattern: $0) }),
      embedding: checksum(text.sentence.elements.map(\.bitPattern)))
  }
}

private func checksum(_ words: [UInt32]) -> String {
  let bytes = words.flatMap { word in
    (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(8 * $0)) }
  }
  return String(sha256(bytes).prefix(16))
}
