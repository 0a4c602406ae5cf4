import Language
import Layers
import Tensors

/// Judges every patch of a source and a picture, laid over each other, under a text.
///
/// The PatchGAN of Pix2Pix (Isola et al. 2017, sections 3.2.2 and 6.1.2), matching-aware (Reed et
/// al. 2016): strided convolutions halve the side, the projected sentence joins every place, and
/// each place gives one logit. A patch is about half as wide as the picture: 16 pixels of 32, 34 of
/// 64, 70 of 128. The paper's 70 of 256 are fewer; here whole objects must fit, or their words say
/// nothing of a patch. Batch normalization uses the statistics of the batch at hand.
public final class PatchDiscriminator: Discriminator {
  /// What a discriminator is built from.
  public struct Configuration: Equatable, Sendable {
    /// The side of the pictures in pixels: a power of two from 16 on.
    public var side: Int
    /// The width of a sentence's features.
    public var textWidth: Int
    /// The channels at half of the side; they double with every halving.
    public var channels: Int

    /// A configuration from its parts.
    public init(side: Int = 64, textWidth: Int = 128, channels: Int = 32) {
      self.side = side
      self.textWidth = textWidth
      self.channels = channels
    }
  }

  /// Its parameters by name.
  public let parameters = ParameterSet()
  /// See `Discriminator`.
  public let judgesApart = false
  private let precision: DataType
  private let sentence: DCGANSentence
  private let stem: Convolution
  private let blocks: [NormalizedConvolution]
  private let join: SentenceJoin
  private let last: NormalizedConvolution
  private let logit: Convolution

  /// A discriminator with random first values that computes its convolutions in `precision`.
  public init(_ configuration: Configuration, precision: DataType = .float32, seed: UInt64) {
    let scope = ParameterScope(parameters, seed: seed)
    self.precision = precision
    sentence = DCGANSentence(width: configuration.textWidth, in: scope("text"))
    stem = Convolution(
      inputs: 6, outputs: configuration.channels, kernel: 4, stride: 2, padding: 1,
      leakyReLUSlope: 0.2, initializer: .normal(standardDeviation: 0.02), in: scope("stem"))
    let halvings = max(1, levelSides(upTo: configuration.side).count - 3)
    blocks = (1..<halvings).map { level in
      NormalizedConvolution(
        inputs: configuration.channels << (level - 1), outputs: configuration.channels << level,
        kernel: 4, stride: 2, padding: 1, in: scope("blocks.\(level - 1)"))
    }
    let width = configuration.channels << (halvings - 1)
    join = SentenceJoin(channels: width, outputs: 2 * width, in: scope("join"))
    last = NormalizedConvolution(
      inputs: 2 * width, outputs: 2 * width, kernel: 4, stride: 1, padding: 1, in: scope("last"))
    logit = Convolution(
      inputs: 2 * width, outputs: 1, kernel: 4, padding: 1,
      initializer: .normal(standardDeviation: 0.02), in: scope("logit"))
  }

  /// What it sees in `pairs`, sources and pictures along the channels: `[N, side, side, 6]`,
  /// float32, in -1...1.
  public func features(_ pairs: Tensor) -> Tensor {
    var x = stem(pairs.cast(to: precision))
    for block in blocks { x = block(x) }
    return x
  }

  /// The logit of every patch behind `features` under each of `texts`: `[N, H, W]`, float32, for
  /// each.
  public func scores(_ features: Tensor, _ texts: [TextFeatures]) -> [Tensor] {
    join(features, texts.map { sentence($0) }).map {
      let scores = logit(last($0))
      return scores.cast(to: .float32).reshaped(to: Array(scores.shape.dropLast()))
    }
  }

  /// The logits of all patches in one row, `[N H W]`, float32: an objective takes each for a
  /// picture, and so its mean over them.
  public func judge(_ features: Tensor, _ texts: [TextFeatures]) -> [Tensor] {
    scores(features, texts).map { $0.reshaped(to: [$0.count]) }
  }
}
