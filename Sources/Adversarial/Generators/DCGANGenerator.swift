import Language
import Layers
import Tensors

/// The generator of GAN-CLS ("Generative Adversarial Text to Image Synthesis", Reed and others
/// 2016).
///
/// Noise and the projected sentence are enlarged by transposed convolutions (DCGAN, Radford et al.
/// 2016).
public final class DCGANGenerator: Generator {
  /// What a generator is built from.
  public struct Configuration: Equatable, Sendable {
    /// The side of its pictures in pixels: a power of two from 16 on.
    public var side: Int
    /// The width of a sentence's features.
    public var textWidth: Int
    /// An eighth of the generator's channels at 4 x 4 places, which halve with every doubling of
    /// the side; and the discriminator's channels at half of the side, which double with every
    /// halving.
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
  /// The noise a picture starts from.
  public let latentWidth = 100
  /// The side of its pictures in pixels.
  public let side: Int
  private let precision: DataType
  private let sentence: DCGANSentence
  private let blocks: [DCGANBlock]
  private let output: TransposedConvolution

  /// A generator that computes its convolutions in `precision`; its first values are random, or
  /// without a seed zeros to be read over.
  public init(_ configuration: Configuration, precision: DataType = .float32, seed: UInt64? = nil) {
    let scope = ParameterScope(parameters, seed: seed)
    side = configuration.side
    self.precision = precision
    sentence = DCGANSentence(width: configuration.textWidth, in: scope("text"))
    let (blocks, widths) = DCGANBlock.ladder(
      from: latentWidth + DCGANSentence.projectedWidth, toSide: side,
      channels: configuration.channels, in: scope("blocks"))
    self.blocks = blocks
    output = TransposedConvolution(
      inputs: widths[widths.count - 1], outputs: 3, kernel: 4, stride: 2, padding: 1,
      in: scope("output"))
  }

  /// Draws one picture for each row of `latent`; see `Generator`.
  public func callAsFunction(
    _ latent: Tensor, _ text: TextFeatures, isTraining: Bool, probe: LayerProbe?
  ) -> Tensor {
    let projected = sentence(text)
    probe?.see("text", projected)
    let start = concatenate([latent, projected], alongAxis: 1)
    var x = start.reshaped(to: [start.shape[0], 1, 1, start.shape[1]]).cast(to: precision)
    for (index, block) in blocks.enumerated() {
      x = block(x, isTraining: isTraining)
      probe?.see("blocks.\(index)", x)
    }
    let painted = output(x)
    probe?.see("output", painted)
    return painted.cast(to: .float32).tanh()
  }
}
