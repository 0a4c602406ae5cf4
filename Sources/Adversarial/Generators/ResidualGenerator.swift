import Files
import Language
import Layers
import Tensors

/// A residual generator that text and noise modulate at every level.
///
/// After DF-GAN (Tao et al. 2022, "DF-GAN: A Simple and Effective Baseline for Text-to-Image
/// Synthesis", sections 3.2 and 3.4): noise becomes 4 x 4 places, and residual blocks enlarge them,
/// each with an affine transformation (a scale and a shift for every channel) before each of its
/// two convolutions. The paper has a perceptron of two layers for each transformation; here all
/// share the first layer. Nothing is normalized. Pictures are enlarged by repeating elements, so
/// that no checkerboard arises as with other transposed convolutions than the one that equals it
/// (Odena et al. 2016).
public final class ResidualGenerator: Generator {
  /// What a generator is built from.
  public struct Configuration: GeneratorConfiguration {
    /// The side of its pictures in pixels: a power of two from 16 on.
    public var side: Int
    /// The width of a sentence's features.
    public var textWidth: Int
    /// The channels at the whole side; they double with every halving, up to eight times.
    public var channels: Int

    /// A configuration from its parts.
    public init(side: Int = 64, textWidth: Int = 128, channels: Int = 16) {
      self.side = side
      self.textWidth = textWidth
      self.channels = channels
    }

    /// Reads what `json` wrote; see `GeneratorConfiguration`.
    public init(_ fields: JSONField) throws {
      self.init(
        side: try fields["side"].side(), textWidth: try fields["text_width"].width(),
        channels: try fields["channels"].finestChannels())
    }

    /// The configuration as it stands in a model file.
    public var json: JSONValue { json(.residual, ["channels": .integer(channels)]) }

    /// A generator of this configuration; see `GeneratorConfiguration`.
    public func makeGenerator(precision: DataType, seed: UInt64?) -> any Generator {
      ResidualGenerator(self, precision: precision, seed: seed)
    }
  }

  /// The width of what modulates.
  private static let conditionWidth = 128

  /// Its parameters by name.
  public let parameters = ParameterSet()
  /// The noise a picture starts from.
  public let latentWidth = 100
  /// What it was built from.
  public let configuration: Configuration
  private let precision: DataType
  private let seed: Linear
  private let condition: Linear
  private let blocks: [Block]
  private let output: Convolution

  /// A generator that computes its convolutions in `precision`; its first values are random, or
  /// without a seed zeros to be read over.
  public init(_ configuration: Configuration, precision: DataType = .float32, seed: UInt64? = nil) {
    let scope = ParameterScope(parameters, seed: seed)
    let channels = levelChannels(finest: configuration.channels, side: configuration.side)
    self.configuration = configuration
    self.precision = precision
    self.seed = Linear(inputs: latentWidth, outputs: 16 * channels[0], in: scope("seed"))
    condition = Linear(
      inputs: latentWidth + configuration.textWidth, outputs: Self.conditionWidth,
      initializer: .fanIn(gain: 1.4), in: scope("condition"))
    blocks = channels.indices.map { level in
      Block(
        inputs: channels[max(0, level - 1)], outputs: channels[level],
        conditionWidth: Self.conditionWidth, enlarges: level > 0, in: scope("blocks.\(level)"))
    }
    output = Convolution(
      inputs: configuration.channels, outputs: 3, kernel: 3, initializer: .fanIn(gain: 0.7),
      in: scope("output"))
  }

  /// Draws one picture for each row of `latent`; see `Generator`.
  public func callAsFunction(
    _ latent: Tensor, _ text: TextFeatures, isTraining: Bool, probe: LayerProbe?
  ) -> Tensor {
    let batch = latent.shape[0]
    let told = condition(concatenate([latent, text.sentence], alongAxis: 1)).leakyReLU()
    probe?.see("condition", told)
    let start = seed(latent)
    probe?.see("seed", start)
    var x = start.reshaped(to: [batch, 4, 4, start.count / (16 * batch)]).cast(to: precision)
    for (index, block) in blocks.enumerated() {
      x = block(x, modulatedBy: told)
      probe?.see("blocks.\(index)", x)
    }
    let painted = output(x.leakyReLU())
    probe?.see("output", painted)
    return painted.cast(to: .float32).tanh()
  }

  /// Two modulated convolutions beside a skip connection, of what is enlarged first.
  private struct Block {
    let enlarges: Bool
    let first: ModulatedConvolution
    let second: ModulatedConvolution
    let skip: Convolution?

    init(
      inputs: Int, outputs: Int, conditionWidth: Int, enlarges: Bool, in scope: ParameterScope
    ) {
      self.enlarges = enlarges
      first = ModulatedConvolution(
        inputs: inputs, outputs: outputs, modulationWidth: conditionWidth, gain: 1.4,
        in: scope("first"))
      second = ModulatedConvolution(
        inputs: outputs, outputs: outputs, modulationWidth: conditionWidth, gain: 0.7,
        in: scope("second"))
      skip =
        inputs == outputs
        ? nil
        : Convolution(
          inputs: inputs, outputs: outputs, kernel: 1, hasBias: false, in: scope("skip"))
    }

    func callAsFunction(_ x: Tensor, modulatedBy vector: Tensor) -> Tensor {
      // A convolution of one place commutes with repeating places, and costs less before.
      let kept = skip?(x) ?? x
      let large =
        enlarges ? first.enlarged(x, modulatedBy: vector) : first(x, modulatedBy: vector)
      let change = second(large, modulatedBy: vector)
      return (enlarges ? kept.upsampled(by: 2) : kept) + change
    }
  }
}
