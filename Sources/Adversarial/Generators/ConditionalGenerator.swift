import Files
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
  /// What a generator is built from.
  public struct Configuration: GeneratorConfiguration {
    /// The side of its pictures in pixels: a power of two from 16 on.
    public var side: Int
    /// The width of the class's vector.
    public var textWidth: Int
    /// An eighth of the channels at 4 x 4 places; see `DCGANGenerator.Configuration`.
    public var channels: Int

    /// A configuration from its parts.
    public init(side: Int = 64, textWidth: Int = 128, channels: Int = 32) {
      self.side = side
      self.textWidth = textWidth
      self.channels = channels
    }

    /// Reads what `json` wrote; see `GeneratorConfiguration`.
    public init(_ fields: JSONField) throws {
      let alike = try DCGANGenerator.Configuration(fields)
      self.init(side: alike.side, textWidth: alike.textWidth, channels: alike.channels)
    }

    /// The configuration as it stands in a model file.
    public var json: JSONValue { json(.conditional, ["channels": .integer(channels)]) }

    /// A generator of this configuration; see `GeneratorConfiguration`.
    public func makeGenerator(precision: DataType, seed: UInt64?) -> any Generator {
      ConditionalGenerator(self, precision: precision, seed: seed)
    }
  }

  /// Its parameters by name.
  public let parameters = ParameterSet()
  /// The noise a picture starts from.
  public let latentWidth = 100
  /// What it was built from.
  public let configuration: Configuration
  private let precision: DataType
  private let blocks: [DCGANBlock]
  private let modulations: [ChannelModulation]
  private let output: TransposedConvolution

  /// A generator that computes its convolutions in `precision`; its first values are random, or
  /// without a seed zeros to be read over.
  public init(_ configuration: Configuration, precision: DataType = .float32, seed: UInt64? = nil) {
    let scope = ParameterScope(parameters, seed: seed)
    self.configuration = configuration
    self.precision = precision
    let (blocks, widths) = DCGANBlock.ladder(
      from: latentWidth, toSide: configuration.side, channels: configuration.channels,
      in: scope("blocks"))
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
