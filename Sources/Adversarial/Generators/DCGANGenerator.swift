import Files
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
  public struct Configuration: GeneratorConfiguration {
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

    /// Reads what `json` wrote; see `GeneratorConfiguration`.
    public init(_ fields: JSONField) throws {
      let side = try fields["side"].side()
      let channels = try fields["channels"].width()
      guard 8 * channels % (side / 8) == 0 else {
        throw try fields["channels"].fault(expected: "channels that halve up to side \(side)")
      }
      self.init(side: side, textWidth: try fields["text_width"].width(), channels: channels)
    }

    /// The configuration as it stands in a model file.
    public var json: JSONValue { json(.dcgan, ["channels": .integer(channels)]) }

    /// A generator of this configuration; see `GeneratorConfiguration`.
    public func makeGenerator(precision: DataType, seed: UInt64?) -> any Generator {
      DCGANGenerator(self, precision: precision, seed: seed)
    }
  }

  /// Its parameters by name.
  public let parameters = ParameterSet()
  /// The noise a picture starts from.
  public let latentWidth = 100
  /// What it was built from.
  public let configuration: Configuration
  private let precision: DataType
  private let sentence: DCGANSentence
  private let blocks: [DCGANBlock]
  private let output: TransposedConvolution

  /// A generator that computes its convolutions in `precision`; its first values are random, or
  /// without a seed zeros to be read over.
  public init(_ configuration: Configuration, precision: DataType = .float32, seed: UInt64? = nil) {
    let scope = ParameterScope(parameters, seed: seed)
    self.configuration = configuration
    self.precision = precision
    sentence = DCGANSentence(width: configuration.textWidth, in: scope("text"))
    let (blocks, widths) = DCGANBlock.ladder(
      from: latentWidth + DCGANSentence.projectedWidth, toSide: configuration.side,
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
