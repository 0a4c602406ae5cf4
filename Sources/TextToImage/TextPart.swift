import Files
import Language
import Layers
import Tensors

/// What reads a prompt, the part that models and judges have in common: the tokenizer, and the text
/// encoder that was trained with it.
struct TextPart {
  let tokenizer: Tokenizer
  let textEncoder: TextEncoder

  /// What the architecture says of it, as members of a JSON object.
  var architecture: [JSONValue.Member] {
    [
      .init("text_encoder", textEncoder.configuration.json),
      .init("words", .array(tokenizer.words.map(JSONValue.string))),
    ]
  }

  /// Appends `text_encoder.*` and `tokenizer.model` to `file`.
  func write(to file: inout SafetensorsFile) {
    textEncoder.parameters.write(to: &file, prefix: "text_encoder")
    file.append(
      "tokenizer.model", dtype: .u8, shape: [tokenizer.modelBytes.count],
      bytes: tokenizer.modelBytes)
  }

  /// Reads what `write` wrote, as `header` describes it.
  ///
  /// - Throws: `InputError` (`invalid`) where an array is missing or does not fit.
  init(_ file: SafetensorsFile, _ header: TextHeader, path: String) throws {
    let entry = file["tokenizer.model"]
    guard let entry, entry.dtype == .u8 else {
      throw InputError(
        .invalid, path: "\(path): tokenizer.model", expected: "the tokenizer's bytes (U8)",
        found: entry.map { $0.dtype.rawValue } ?? "nothing")
    }
    tokenizer = try Tokenizer(modelBytes: Array(entry.bytes), words: header.words, path: path)
    guard tokenizer.vocabularySize == header.textEncoder.vocabularySize else {
      throw InputError(
        .invalid, path: "\(path): tokenizer.model",
        expected: "\(header.textEncoder.vocabularySize) pieces",
        found: "\(tokenizer.vocabularySize)")
    }
    textEncoder = TextEncoder(header.textEncoder)
    try textEncoder.parameters.read(from: file, prefix: "text_encoder", path: path)
  }

  init(tokenizer: Tokenizer, textEncoder: TextEncoder) {
    self.tokenizer = tokenizer
    self.textEncoder = textEncoder
  }
}

/// What a file's architecture says of the part that reads prompts.
struct TextHeader {
  let textEncoder: TextEncoder.Configuration
  let words: [String]

  init(_ fields: JSONField) throws {
    textEncoder = try TextEncoder.Configuration(try fields["text_encoder"])
    words = try fields["words"].array().map { try $0.text() }
  }
}
