import Language
import Layers
import Tensors

/// The matching-aware discriminator of GAN-CLS (Reed and others, 2016).
///
/// Strided convolutions lead down to 4 x 4 places, where the projected sentence joins every place.
/// Batch normalization always uses the statistics of the batch at hand, so real pictures and drawn
/// ones go through in calls of their own (Radford et al. 2016).
public final class DCGANDiscriminator: Discriminator {
  /// What a discriminator is built from.
  public typealias Configuration = DCGANGenerator.Configuration

  /// Its parameters by name.
  public let parameters = ParameterSet()
  /// See `Discriminator`.
  public let judgesApart = false
  private let precision: DataType
  private let sentence: DCGANSentence
  private let stem: Convolution
  private let blocks: [NormalizedConvolution]
  private let join: SentenceJoin
  private let logit: Convolution

  /// A discriminator with random first values that computes its convolutions in `precision`.
  public init(_ configuration: Configuration, precision: DataType = .float32, seed: UInt64) {
    let scope = ParameterScope(parameters, seed: seed)
    self.precision = precision
    sentence = DCGANSentence(width: configuration.textWidth, in: scope("text"))
    stem = Convolution(
      inputs: 3, outputs: configuration.channels, kernel: 4, stride: 2, padding: 1,
      leakyReLUSlope: 0.2, initializer: .normal(standardDeviation: 0.02), in: scope("stem"))
    var width = configuration.channels
    var blocks: [NormalizedConvolution] = []
    for level in 1..<halvings(ofSide: configuration.side) {
      blocks.append(
        NormalizedConvolution(
          inputs: width, outputs: 2 * width, kernel: 4, stride: 2, padding: 1,
          in: scope("blocks.\(level - 1)")))
      width *= 2
    }
    self.blocks = blocks
    join = SentenceJoin(channels: width, outputs: width, in: scope("join"))
    logit = Convolution(
      inputs: width, outputs: 1, kernel: 4, padding: 0,
      initializer: .normal(standardDeviation: 0.02), in: scope("logit"))
  }

  /// What it sees in pictures: `[N, 4, 4, channels]`; see `Discriminator`.
  public func features(_ pictures: Tensor) -> Tensor {
    var x = stem(pictures.cast(to: precision))
    for block in blocks { x = block(x) }
    return x
  }

  /// The logits of features under texts; see `Discriminator`.
  public func judge(_ features: Tensor, _ texts: [TextFeatures]) -> [Tensor] {
    join(features, texts.map { sentence($0) }).map {
      logit($0).cast(to: .float32).reshaped(to: [features.shape[0]])
    }
  }
}
