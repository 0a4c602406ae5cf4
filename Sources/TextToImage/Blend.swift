import Imaging
import Language
import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

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
  /// The picture on the way between two prompts and seeds.
  ///
  /// The texts meet as `TextFeatures.blended` says, the noises on a quarter of a circle, where a
  /// mixture of two normal numbers stays normal (White 2016, "Sampling generative networks"). At
  /// either end it is the picture of that prompt and seed, but for rounding.
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
    let share = Float(blend.share)
    let text = end.map { start.blended(with: $0, share: share) } ?? start
    guard seed != blend.seed else { return picture(of: text, seed: seed, truncation: truncation) }
    let angle = share * .pi / 2
    let noise = zip(noise(of: seed), noise(of: blend.seed)).map {
      $0 * cos(angle) + $1 * sin(angle)
    }
    return picture(of: text, noise: noise, truncation: truncation)
  }
}
