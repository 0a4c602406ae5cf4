import OrderedCollections

/// A text cut into pieces.
public struct Encoding: Equatable, Sendable {
  /// The number of each piece.
  public let ids: [Int32]
  /// The normalized text of each piece, with "▁" for a space; for an unknown piece, the text the
  /// model has no piece for.
  public let pieces: [String]
  /// The words that the model never saw or cannot spell, normalized, each once, in the order of
  /// the text.
  public let unknownWords: [String]
}

extension Encoding {
  /// The normalized text with spaces for punctuation in pieces of `unknownId`; nil where there is
  /// none.
  func withoutUnknownPunctuation(_ unknownId: Int32) -> String? {
    var changes = false
    var text = String.UnicodeScalarView()
    for (piece, id) in zip(pieces, ids) {
      for scalar in piece.unicodeScalars {
        let vanishes = id == unknownId && scalar != space && isSeparator(scalar)
        if vanishes { changes = true }
        text.append(vanishes || scalar == space ? " " : scalar)
      }
    }
    return changes ? String(text) : nil
  }
}

/// A text as a fixed number of ids.
public struct PaddedEncoding: Equatable, Sendable {
  /// The pieces' ids, the end, and padding up to the length asked for.
  public let ids: [Int32]
  /// The number of ids before the padding, the end included: 1 or more.
  public let count: Int
  /// Whether pieces were cut off at the end to fit.
  public let isTruncated: Bool
  /// The words of the whole text that the model never saw or cannot spell.
  public let unknownWords: [String]
}

/// A word of a text that was cut into pieces.
struct NormalizedWord {
  let text: String
  /// The indices from the first to the last piece the word has a part of.
  let pieces: ClosedRange<Int>
}

/// The words of the text that `pieces` make up: what stands between spaces and punctuation.
///
/// An apostrophe inside a word belongs to it.
func normalizedWords(ofPieces pieces: [String]) -> [NormalizedWord] {
  var words: [NormalizedWord] = []
  var current = String.UnicodeScalarView()
  var range = 0...0
  func finish() {
    while current.last == "'" { current.removeLast() }
    if !current.isEmpty { words.append(NormalizedWord(text: String(current), pieces: range)) }
    current = String.UnicodeScalarView()
  }
  for (i, piece) in pieces.enumerated() {
    for scalar in piece.unicodeScalars {
      let letter: Unicode.Scalar = scalar == "\u{2019}" ? "'" : scalar
      let belongs = letter == "'" ? !current.isEmpty : !isSeparator(letter)
      guard belongs else {
        finish()
        continue
      }
      range = current.isEmpty ? i...i : range.lowerBound...i
      current.append(letter)
    }
  }
  finish()
  return words
}

/// The words that hold a piece of `unknownId` or that `isKnown` denies, each once.
func unknownWords(
  ofPieces pieces: [String], ids: [Int32], unknownId: Int32, isKnown: (String) -> Bool
) -> [String] {
  let unknown = normalizedWords(ofPieces: pieces).filter { word in
    !isKnown(word.text) || ids[word.pieces].contains(unknownId)
  }
  return OrderedSet(unknown.map(\.text)).elements
}

/// What SentencePiece writes for a space.
private let space: Unicode.Scalar = "\u{2581}"

/// Whether `scalar` stands between words: SentencePiece's space, white space or punctuation.
private func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
  if scalar == space || scalar.properties.isWhitespace { return true }
  return switch scalar.properties.generalCategory {
  case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
    .initialPunctuation, .finalPunctuation, .otherPunctuation, .control:
    true
  default: false
  }
}
