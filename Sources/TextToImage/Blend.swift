import Adversarial
import Imaging
import Language
import Tensors

/// Where a picture lies on the way from its prompt and seed to another prompt and seed.
public struct Blend: Equatable, Sendable {
  /// The prompt at the end of the way.
  public var prompt: String
  /// The seed at the end of the way.
  public var seed: UInt64
  /// The part of the way that is covered, 0 to 1.
  public var share: Double

  /// A blend from its parts.
  public init(prompt: String, seed: UInt64, share: Double) {
    self.prompt = prompt
    self.seed = seed
    self.share = share
  }
}

extension Model {
  /// The picture on the way between two prompts and seeds: see `Generator.between`.
  ///
  /// At either end it is the picture of that prompt and seed.
  ///
  /// - Parameters:
  ///   - start: the features of the prompt that the way starts from.
  ///   - seed: the seed that it starts from.
  ///   - end: the features of the blend's prompt; nil where it is the same prompt.
  ///   - blend: the end of the way, and where on it the picture lies.
  ///   - truncation: how far pictures stray with their noise, from 0, not at all, to 1.
  /// - Returns: a picture of `side` times `side` pixels.
  public func picture(
    from start: TextFeatures, seed: UInt64, to end: TextFeatures?, _ blend: Blend,
    truncation: Float = 1
  ) -> RGBImage {
    require(0...1 ~= blend.share, "picture: expected a share from 0 to 1, got \(blend.share)")
    let end = end ?? start
    if blend.share == 0 { return picture(of: start, seed: seed, truncation: truncation) }
    if blend.share == 1 { return picture(of: end, seed: blend.seed, truncation: truncation) }
    requireDrawable(start, truncation: truncation)
    requireDrawable(end, truncation: truncation)
    return image {
      generator.between(
        PictureOrigin(latent: noise(of: seed), text: start),
        PictureOrigin(latent: noise(of: blend.seed), text: end), share: Float(blend.share),
        truncation: truncation)
    }
  }
}
