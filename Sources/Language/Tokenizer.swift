import CSentencePiece
import Files
import Tensors

/// A SentencePiece model that cuts captions and prompts into numbered pieces.
///
/// Text is first normalized by the model (for trained ones: NFKC, lower case, single spaces), so
/// "A  RED Circle" and "a red circle" give the same ids. Encoding depends on nothing but the text
/// and the model, and is what every SentencePiece implementation gives for the same model bytes.
///
/// ```swift
/// let tokenizer = try Tokenizer.train(captions: captions, vocabularySize: 512)
/// let encoding = try tokenizer.encode("a large red circle")
/// ```
public final class Tokenizer: @unchecked Sendable {
  /// The serialized SentencePiece model.
  public let modelBytes: [UInt8]
  /// The words of the training captions, normalized, each once, sorted by their UTF-8 bytes; empty
  /// where they are not known.
  public let words: [String]
  /// The number of different ids; ids are in `0..<vocabularySize`.
  public let vocabularySize: Int
  /// The id of everything the model has no piece for.
  public let unknownId: Int32
  /// The id that marks the end of a text.
  public let endId: Int32
  /// The id that fills up a text to a fixed length.
  public let paddingId: Int32

  // Only read after `init`; SentencePiece itself encodes from many threads with one.
  private let processor: OpaquePointer
  private let knownWords: Set<String>

  /// Loads a serialized SentencePiece model.
  ///
  /// - Parameters:
  ///   - modelBytes: What `modelBytes` of another tokenizer gave, or the content of a ".model"
  ///     file with unknown, end and padding pieces.
  ///   - words: The words of the captions the model was trained on, as `words` gives them. Without
  ///     them, only words that contain an unknown piece count as unknown.
  ///   - path: Where the bytes come from, for errors.
  /// - Throws: `InputError` (`invalid`) where the bytes are not a usable model.
  public init(modelBytes: [UInt8], words: [String] = [], path: String) throws {
    try checkTokenizerModel(modelBytes, path: path)
    processor = try loadProcessor(modelBytes, path: path)
    self.modelBytes = modelBytes
    self.words = words
    knownWords = Set(words)
    vocabularySize = Int(spm_vocabulary_size(processor))
    unknownId = spm_unknown_id(processor)
    endId = spm_end_id(processor)
    paddingId = spm_padding_id(processor)
    let specials = [unknownId, endId, paddingId]
    guard specials.allSatisfy({ 0..<Int32(vocabularySize) ~= $0 }) else {
      throw InputError(
        .invalid, path: path, expected: "a model with unknown, end and padding pieces",
        found: "their ids \(specials)")
    }
  }

  deinit { spm_processor_free(processor) }

  /// Cuts `text` into pieces, without end or padding, as it stands: what networks read is what
  /// `encode(_:length:)` gives.
  ///
  /// - Parameter text: Any text; an empty one has no pieces.
  /// - Returns: The pieces, and the words the model does not know.
  /// - Throws: `InputError` (`invalid`) where the model cannot encode the text, which no trained
  ///   model does.
  public func encode(_ text: String) throws -> Encoding {
    try withPieces(of: text) { encoding(of: $0) }
  }

  private func withPieces<Result>(
    of text: String, _ body: (spm_encoding) -> Result
  ) throws -> Result {
    var text = text
    return try text.withUTF8 { bytes in
      var raw = spm_encoding()
      try checkCall("prompt") { message in
        withChars(bytes) { spm_encode(processor, $0, bytes.count, &raw, &message) }
      }
      defer { spm_encoding_free(&raw) }
      return body(raw)
    }
  }

  private func encoding(of raw: spm_encoding) -> Encoding {
    let ids = Array(UnsafeBufferPointer(start: raw.ids, count: raw.count))
    let ends = UnsafeBufferPointer(start: raw.ends, count: raw.count)
    let surfaces = UnsafeRawBufferPointer(start: raw.text, count: ends.last ?? 0)
    var start = 0
    let pieces = ends.map { end in
      defer { start = end }
      return String(decoding: surfaces[start..<end], as: UTF8.self)
    }
    return Encoding(
      ids: ids, pieces: pieces,
      unknownWords: unknownWords(ofPieces: pieces, ids: ids, unknownId: unknownId) {
        knownWords.isEmpty || knownWords.contains($0)
      })
  }

  /// Cuts `text` into pieces and makes them `length` ids: the pieces, the end, then padding.
  ///
  /// Punctuation that the model has no piece for, as quotes or brackets around a word or a dash
  /// between two, counts as space: captions of training had none.
  ///
  /// - Parameters:
  ///   - text: Any text; an empty one is the end and padding.
  ///   - length: The number of ids, 1 or more. Of a longer text the first `length - 1` pieces stay.
  /// - Returns: The ids and whether pieces were cut off.
  /// - Throws: `InputError`, as `encode(_:)` does.
  public func encode(_ text: String, length: Int) throws -> PaddedEncoding {
    require(length >= 1, "Tokenizer.encode: expected a length of 1 or more, got \(length)")
    var encoding = try encode(text)
    if let spaced = encoding.withoutUnknownPunctuation(unknownId) { encoding = try encode(spaced) }
    return PaddedEncoding(
      ids: padded(encoding.ids, to: length), count: min(encoding.ids.count + 1, length),
      isTruncated: encoding.ids.count > length - 1, unknownWords: encoding.unknownWords)
  }

  /// The ids that `encode(_:length:)` gives of text whose punctuation the model knows, as that of
  /// training captions, without looking for unknown words, which is most of the work.
  ///
  /// - Parameters:
  ///   - text: Any text.
  ///   - length: The number of ids, 1 or more.
  /// - Returns: `length` ids.
  /// - Throws: `InputError`, as `encode(_:)` does.
  public func ids(of text: String, length: Int) throws -> [Int32] {
    try withPieces(of: text) {
      padded(Array(UnsafeBufferPointer(start: $0.ids, count: $0.count)), to: length)
    }
  }

  private func padded(_ ids: [Int32], to length: Int) -> [Int32] {
    let kept = ids.prefix(length - 1)
    return kept + [endId] + repeatElement(paddingId, count: length - 1 - kept.count)
  }

  /// Joins the pieces of `ids` into normalized text; end and padding vanish, and what is unknown
  /// becomes " ⁇ ".
  ///
  /// - Parameter ids: Ids in `0..<vocabularySize`.
  /// - Returns: The text.
  /// - Throws: `InputError` (`invalid`) where an id is out of range.
  public func decode(_ ids: [Int32]) throws -> String {
    if let wrong = ids.first(where: { !(0..<Int32(vocabularySize) ~= $0) }) {
      throw InputError(
        .invalid, path: "ids", expected: "0 to \(vocabularySize - 1)", found: "\(wrong)")
    }
    var text: UnsafeMutablePointer<CChar>?
    var size = 0
    defer { spm_free(text) }
    try checkCall("ids") { message in
      spm_decode(processor, ids, ids.count, &text, &size, &message)
    }
    return String(decoding: UnsafeRawBufferPointer(start: text, count: size), as: UTF8.self)
  }
}

private func loadProcessor(_ bytes: [UInt8], path: String) throws -> OpaquePointer {
  var processor: OpaquePointer?
  try checkCall(path) { message in
    bytes.withUnsafeBufferPointer { buffer in
      withChars(buffer) { spm_load($0, buffer.count, &processor, &message) }
    }
  }
  guard let processor else {
    throw InputError(.invalid, path: path, expected: "a SentencePiece model", found: "nothing")
  }
  return processor
}
