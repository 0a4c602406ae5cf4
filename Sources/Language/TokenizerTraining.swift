import CSentencePiece
import Files

extension Tokenizer {
  /// Trains a byte-pair-encoding model on `captions` (Sennrich et al., 2016, as SentencePiece has
  /// it): the same captions in the same order give the same bytes.
  ///
  /// Byte pairs rather than a unigram model, because a small world of captions has few different
  /// words and byte pairs make each frequent one a single piece.
  ///
  /// - Parameters:
  ///   - captions: The sentences; at least one must have a letter or a digit.
  ///   - vocabularySize: The most pieces to make, the three special ones and every character of
  ///     the captions included. Few captions give fewer.
  /// - Returns: A tokenizer that knows every word of the captions.
  /// - Throws: `InputError` (`invalid`) where there is nothing to learn from, or the characters
  ///   alone are more than `vocabularySize`.
  public static func train(captions: [String], vocabularySize: Int) throws -> Tokenizer {
    guard captions.contains(where: hasLetterOrDigit) else {
      throw InputError(
        .invalid, path: "captions", expected: "at least one with a letter or a digit",
        found: captions.isEmpty ? "no captions" : "none")
    }
    guard 4...1_000_000 ~= vocabularySize else {
      throw InputError(
        .invalid, path: "vocabulary size", expected: "4 to 1000000 pieces",
        found: "\(vocabularySize)")
    }
    let bytes = try trainedModel(captions: captions, vocabularySize: vocabularySize)
    let bare = try Tokenizer(modelBytes: bytes, path: "tokenizer")
    var words: Set<String> = []
    for caption in captions {
      for word in normalizedWords(ofPieces: try bare.encode(caption).pieces) {
        words.insert(word.text)
      }
    }
    let sorted = words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return try Tokenizer(modelBytes: bytes, words: sorted, path: "tokenizer")
  }
}

private func hasLetterOrDigit(_ text: String) -> Bool {
  text.unicodeScalars.contains { scalar in
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .decimalNumber:
      !scalar.properties.isDefaultIgnorableCodePoint
    default: false
    }
  }
}

private func trainedModel(captions: [String], vocabularySize: Int) throws -> [UInt8] {
  var text: [UInt8] = []
  var ends: [Int] = []
  for caption in captions {
    text += caption.utf8
    ends.append(text.count)
  }
  var model: UnsafeMutablePointer<CChar>?
  var size = 0
  defer { spm_free(model) }
  try checkCall("captions", expected: "captions whose characters fit the vocabulary") { message in
    text.withUnsafeBufferPointer { bytes in
      withChars(bytes) { chars in
        spm_train(chars, ends, ends.count, Int32(vocabularySize), &model, &size, &message)
      }
    }
  }
  return Array(UnsafeRawBufferPointer(start: model, count: size))
}
