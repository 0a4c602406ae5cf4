import Language
import Layers
import Tensors

/// A generator whose classes choose how its features are normalized: a conditional GAN's.
///
/// DCGAN's transposed convolutions (Radford et al. 2016) of noise alone, with the conditional batch
/// normalization of "cGANs with Projection Discriminator" (Miyato and Koyama 2018, section 4; after
/// Dumoulin et al. 2017): each class has a scale and a shift of its own for every channel. As in
/// BigGAN (Brock et al. 2019, section 3) they are linear in one vector that the blocks share; so
/// with a text encoder of labels, the vectors of several classes or attributes add up.
public final class ConditionalGenerator: Generator {
  /// What a generator is built from; the text's width is that of the class's vector.
  public typealias Configuration = DCGANGenerator.Configuration

  /// Its parameters by name.
  public let parameters = ParameterSet()
  /// The noise a picture starts from.
  public let latentWidth = 100
  /// The side of its pictures in pixels.
  public let side: Int
  private let precision: DataType
  private let blocks: [DCGANBlock]
  private let modulations: [ChannelModulation]
  private let output: TransposedConvolution

  /// A generator that computes its convolutions in `precision`; its first values are random, or
  /// without a seed zeros to be read over.
  public init(_ configuration: Configuration, precision: DataType = .float32, seed: UInt64? = nil) {
    let scope = ParameterScope(parameters, seed: seed)
    side = configuration.side
    self.precision = precision
    let (blocks, widths) = DCGANBlock.ladder(
      from: latentWidth, toSide: side, channels: configuration.channels, in: scope("blocks"))
    self.blocks = blocks
    modulations = widths.enumerated().map { level, channels in
      ChannelModulation(
        vectorWidth: configuration.textWidth, channels: channels,
        in: scope("modulations.\(level)"))
    }
    output = TransposedConvolution(
      inputs: widths[widths.count - 1], outputs: 3, kernel: 4, stride: 2, padding: 1,
      in: scope("output"))
  }

  /// Draws one picture for each row of `latent`; see `Generator`.
  public func callAsFunction(
    _ latent: Tensor, _ text: TextFeatures, isTraining: Bool, probe: LayerProbe?
  ) -> Tensor {
    var x = latent.reshaped(to: [latent.shape[0], 1, 1, latentWidth]).cast(to: precision)
    for (index, block) in blocks.enumerated() {
      let normalized = block.normalized(x, isTraining: isTraining)
      probe?.see("blocks.\(index)", normalized)
      x = modulations[index](normalized, by: text.sentence).leakyReLU(slope: 0)
      probe?.see("modulations.\(index)", x)
    }
    let painted = output(x)
    probe?.see("output", painted)
    return painted.cast(to: .float32).tanh()
  }
}
