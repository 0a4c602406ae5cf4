import Adversarial
import Imaging
import Language
import Layers
import Tensors

/// Everything that turns a prompt into a picture: tokenizer, text encoder and generator.
///
/// ```swift
/// let model = try Model.load("experiments/shapes-64/model.safetensors")
/// let reading = try model.read("a red circle")
/// try PNG.write(model.picture(of: reading.text, seed: 0), to: "circle.png")
/// ```
///
/// A model is for one thread at a time. Where several tasks draw, an actor keeps it; several actors,
/// each with a model of its own, draw at the same time.
public final class Model {
  /// Splits prompts into pieces.
  public let tokenizer: Tokenizer
  /// Turns pieces into features.
  public let textEncoder: TextEncoder
  /// Turns features and noise into pictures.
  public let generator: any Generator

  /// A model from its parts.
  public init(tokenizer: Tokenizer, textEncoder: TextEncoder, generator: any Generator) {
    self.tokenizer = tokenizer
    self.textEncoder = textEncoder
    self.generator = generator
  }

  /// The side of its pictures in pixels.
  public var side: Int { generator.side }

  /// The features of a prompt, and what of it the model could not read.
  ///
  /// - Parameters:
  ///   - prompt: the sentence.
  ///   - probe: sees what each layer of the text encoder gives.
  /// - Returns: the features.
  /// - Throws: `InputError` (`invalid`) where the tokenizer refuses the prompt.
  public func read(_ prompt: String, probe: LayerProbe? = nil) throws -> Reading {
    let encoding = try tokenizer.encode(prompt, length: textEncoder.configuration.length)
    let text = inferring {
      textEncoder([encoding.ids], padding: tokenizer.paddingId, probe: probe)
    }
    return Reading(
      ids: encoding.ids, text: text, unknownWords: encoding.unknownWords,
      isTruncated: encoding.isTruncated,
      labels: try textEncoder.labels(namedIn: encoding.ids)?.map(labelName))
  }

  /// The names of the labels that it reads prompts for; empty where it reads words.
  ///
  /// - Throws: `InputError` (`invalid`) where the tokenizer is damaged.
  public var labels: [String] {
    get throws { try textEncoder.configuration.labels.indices.map(labelName) }
  }

  private func labelName(_ index: Int) throws -> String {
    try tokenizer.decode(textEncoder.configuration.labels[index])
  }

  /// The picture of a prompt from the noise of `seed`.
  ///
  /// One picture is computed at a time, so that its bytes depend on nothing but the model, the
  /// prompt, the seed and the truncation.
  ///
  /// - Parameters:
  ///   - text: the features of one prompt, read by this model.
  ///   - seed: of the noise.
  ///   - truncation: how much of the noise is left, from 0 (the same picture for every seed) to 1
  ///     (the full variety); see `Generator`.
  ///   - probe: sees what each layer of the generator gives.
  /// - Returns: a picture of `side` times `side` pixels.
  public func picture(
    of text: TextFeatures, seed: UInt64, truncation: Float = 1, probe: LayerProbe? = nil
  ) -> RGBImage {
    requireDrawable(text, truncation: truncation)
    return image {
      generator.truncated(noise(of: seed), text, to: truncation, probe: probe)
    }
  }

  /// The standard normal numbers that the picture of `seed` starts from, `[1, latentWidth]`.
  func noise(of seed: UInt64) -> Tensor {
    var random = RandomSource(seed: seed, 0x6e6f_6973)
    let width = generator.latentWidth
    return Tensor(random.normal(count: width), shape: [1, width])
  }

  /// The picture that `draw` gives, `[1, side, side, 3]`.
  func image(_ draw: () -> Tensor) -> RGBImage {
    inferring(draw).withElements { RGBImage(width: side, height: side, normalized: $0) }
  }

  /// Stops where `text` or `truncation` cannot be drawn with.
  func requireDrawable(_ text: TextFeatures, truncation: Float) {
    requireOwn(text)
    require(
      0...1 ~= truncation, "picture: expected a truncation from 0 to 1, got \(truncation)")
  }

  /// Stops where `text` cannot be what this model has read of one prompt.
  func requireOwn(_ text: TextFeatures) {
    let width = textEncoder.configuration.width
    require(
      text.sentence.shape == [1, width],
      "picture: expected the features of one prompt, [1, \(width)], got \(text.sentence.shape)")
  }
}

/// What a model makes of a prompt.
public struct Reading {
  /// The tokens' ids, padding included.
  public let ids: [Int32]
  /// The features, of one prompt.
  public let text: TextFeatures
  /// Words that the model never saw.
  public let unknownWords: [String]
  /// Whether the prompt was longer than the model reads.
  public let isTruncated: Bool
  /// The model's labels that the prompt names; nil where the model reads words.
  public let labels: [String]?
}
