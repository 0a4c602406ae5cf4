import RealModule
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

  /// The features of `count` batches of one size, one after the other in these.
  public func split(into count: Int) -> [TextFeatures] {
    let (sentences, words, masks) = (
      sentence.split(into: count), words.split(into: count), mask.split(into: count)
    )
    return (0..<count).map {
      TextFeatures(sentence: sentences[$0], words: words[$0], mask: masks[$0])
    }
  }

  /// Features on the way from these to `other`: the sentence that lies between the two, and the
  /// words of both, which whatever attends to them weighs by their parts of the way.
  ///
  /// - Parameters:
  ///   - other: features of as many captions.
  ///   - share: the part of the way that is covered, 0 to 1.
  /// - Returns: the features in between, of twice as many words.
  public func blended(with other: TextFeatures, share: Float) -> TextFeatures {
    // Softmax turns what is added to a score into a factor.
    func weighing(_ mask: Tensor, by part: Float) -> Tensor {
      mask.scaled(by: 1, plus: part > 0 ? max(-60, .log(part)) : -60)
    }
    return TextFeatures(
      sentence: sentence.scaled(by: 1 - share) + other.sentence.scaled(by: share),
      words: concatenate([words, other.words], alongAxis: 1),
      mask: concatenate(
        [weighing(mask, by: 1 - share), weighing(other.mask, by: share)], alongAxis: 3))
  }
}
