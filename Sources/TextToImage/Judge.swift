import Imaging
import Language
import Tensors

/// Tells how well a picture agrees with a sentence, and how much pictures differ.
///
/// A text encoder and an image encoder that were trained beside each other, after CLIP (Radford et
/// al. 2021).
///
///     let judge = try StoredJudge("experiments/judge/judge.safetensors").judge
///     let agreement = judge.agreement(of: picture, with: try judge.read("a red circle").vector)
///
/// Every picture and every sentence goes through by itself, so that no figure depends on what it is
/// judged together with.
public final class Judge {
  /// Splits sentences into pieces.
  public let tokenizer: Tokenizer
  /// Turns pieces into vectors.
  public let textEncoder: TextEncoder
  /// Turns pictures into vectors.
  public let imageEncoder: ImageEncoder

  /// A judge from its parts; both encoders give vectors of one width.
  public init(tokenizer: Tokenizer, textEncoder: TextEncoder, imageEncoder: ImageEncoder) {
    self.tokenizer = tokenizer
    self.textEncoder = textEncoder
    self.imageEncoder = imageEncoder
  }

  /// The side of the pictures that it sees, in pixels.
  public var side: Int { imageEncoder.side }

  /// What the judge makes of a sentence.
  public struct Reading: Sendable {
    /// Where it lies among pictures.
    public let vector: UnitVector
    /// Words that the judge never saw.
    public let unknownWords: [String]
    /// Whether the sentence was longer than the judge reads.
    public let isTruncated: Bool
  }

  /// Reads a sentence.
  ///
  /// - Throws: `InputError` (`invalid`) where the tokenizer refuses it.
  public func read(_ sentence: String) throws -> Reading {
    let encoding = try tokenizer.encode(sentence, length: textEncoder.configuration.length)
    let text = inferring { textEncoder([encoding.ids], padding: tokenizer.paddingId) }
    return Reading(
      vector: text.sentence.withElements { UnitVector($0) }, unknownWords: encoding.unknownWords,
      isTruncated: encoding.isTruncated)
  }

  /// Where a picture lies among sentences; one of another size is resized first.
  public func vector(of picture: RGBImage) -> UnitVector {
    let seen = picture.resized(width: side, height: side).normalized()
    return inferring {
      imageEncoder(Tensor(seen, shape: [1, side, side, 3]), precision: .float32)
        .withElements { UnitVector($0) }
    }
  }

  /// How well a picture agrees with a sentence: see `agreement(of:with:)` of vectors.
  public func agreement(of picture: RGBImage, with sentence: UnitVector) -> Double {
    Self.agreement(of: vector(of: picture), with: sentence)
  }

  /// The cosine of the angle between a picture and a sentence, 0 where it is negative: 0 to 1.
  ///
  /// CLIPScore (Hessel et al. 2021) without its factor of 2.5.
  public static func agreement(of picture: UnitVector, with sentence: UnitVector) -> Double {
    max(0, picture.cosine(with: sentence))
  }

  /// How much pictures differ: the mean of (1 - cosine) / 2 over all pairs, 0 where all point the
  /// same way, 1 for two that are opposite.
  ///
  /// - Parameter pictures: Two or more.
  /// - Returns: The diversity, 0 to 1.
  public static func diversity(of pictures: [UnitVector]) -> Double {
    require(
      pictures.count > 1, "diversity: expected two pictures or more, got \(pictures.count)")
    var sum = 0.0
    for (index, first) in pictures.enumerated() {
      for second in pictures[(index + 1)...] { sum += (1 - first.cosine(with: second)) / 2 }
    }
    return sum / Double(pictures.count * (pictures.count - 1) / 2)
  }
}
