import Tensors

/// What the text encoder says of a batch of captions.
public struct TextFeatures {
  /// One vector for each caption: `[batch, width]`, float32.
  public let sentence: Tensor
  /// One vector for each token: `[batch, length, width]`, float32.
  public let words: Tensor
  /// Added to attention scores over tokens: `[batch, 1, 1, length]`, 0 at tokens and a large
  /// negative number at padding.
  public let mask: Tensor

  /// Features from their parts.
  public init(sentence: Tensor, words: Tensor, mask: Tensor) {
    self.sentence = sentence
    self.words = words
    self.mask = mask
  }

  /// The same values, cut off from the encoder.
  public var detached: TextFeatures {
    TextFeatures(sentence: sentence.detached, words: words.detached, mask: mask.detached)
  }

  /// The features of several batches, one after the other.
  public static func joined(_ parts: [TextFeatures]) -> TextFeatures {
    TextFeatures(
      sentence: concatenate(parts.map(\.sentence), alongAxis: 0),
      words: concatenate(parts.map(\.words), alongAxis: 0),
      mask: concatenate(parts.map(\.mask), alongAxis: 0))
  }
}
