import Files
import Language
import Layers
import Tensors

/// A style-based generator under text.
///
/// After StyleGAN2 (Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN",
/// sections 2 and 4.1): noise and sentence become a style w, which scales the weights of every
/// convolution from a learned constant of 4 x 4 places upwards; noise of its own is added to every
/// place once at each level; and every level adds to the picture. Levels are enlarged bilinearly.
///
/// A picture's numbers are those that w comes from, then the noise of the places, so that it
/// depends on nothing else.
public final class StyleGenerator: Generator {
  /// What a generator is built from.
  public struct Configuration: GeneratorConfiguration {
    /// The side of its pictures in pixels: a power of two from 16 on.
    public var side: Int
    /// The width of a sentence's features.
    public var textWidth: Int
    /// The channels at the whole side; they double with every halving, up to eight times.
    public var channels: Int
    /// The width of w.
    public var width: Int
    /// The layers of the mapping network.
    public var layers: Int

    /// A configuration from its parts.
    public init(
      side: Int = 64, textWidth: Int = 128, channels: Int = 16, width: Int = 128, layers: Int = 4
    ) {
      self.side = side
      self.textWidth = textWidth
      self.channels = channels
      self.width = width
      self.layers = layers
    }

    /// Reads what `json` wrote; see `GeneratorConfiguration`.
    public init(_ fields: JSONField) throws {
      self.init(
        side: try fields["side"].side(), textWidth: try fields["text_width"].width(),
        channels: try fields["channels"].finestChannels(), width: try fields["width"].width(),
        layers: try fields["layers"].integer(in: 1...64))
    }

    /// The configuration as it stands in a model file.
    public var json: JSONValue {
      json(
        .style,
        ["channels": .integer(channels), "width": .integer(width), "layers": .integer(layers)])
    }

    /// A generator of this configuration; see `GeneratorConfiguration`.
    public func makeGenerator(precision: DataType, seed: UInt64?) -> any Generator {
      StyleGenerator(self, precision: precision, seed: seed)
    }
  }

  /// The numbers that w comes from.
  private static let mappedWidth = 100
  /// The draws that the typical style of a sentence is the mean of.
  private static let typicalDraws = 64

  /// Its parameters by name.
  public let parameters = ParameterSet()
  /// What it was built from.
  public let configuration: Configuration
  private let precision: DataType
  private let mapping: StyleMapping
  private let constant: Parameter
  private let blocks: [StyleBlock]

  /// A generator that computes its convolutions in `precision`; its first values are random, or
  /// without a seed zeros to be read over.
  public init(_ configuration: Configuration, precision: DataType = .float32, seed: UInt64? = nil) {
    let c = configuration
    let scope = ParameterScope(parameters, seed: seed)
    let channels = levelChannels(finest: c.channels, side: c.side)
    self.configuration = c
    self.precision = precision
    mapping = StyleMapping(
      noiseWidth: Self.mappedWidth, textWidth: c.textWidth, width: c.width, layers: c.layers,
      in: scope("mapping"))
    constant = scope("constant").parameter(
      "value", [1, 4, 4, channels[0]], .normal(standardDeviation: 1))
    blocks = channels.indices.map { level in
      StyleBlock(
        inputs: channels[max(0, level - 1)], outputs: channels[level], styleWidth: c.width,
        enlarges: level > 0, in: scope("blocks.\(level)"))
    }
  }

  /// The number of standard normal numbers a picture starts from.
  public var latentWidth: Int {
    levelSides(upTo: side).reduce(Self.mappedWidth) { $0 + $1 * $1 }
  }

  /// Draws one picture for each row of `latent`; see `Generator`.
  public func callAsFunction(
    _ latent: Tensor, _ text: TextFeatures, isTraining: Bool, probe: LayerProbe?
  ) -> Tensor {
    paint(mapping(mapped(latent), text, probe: probe?.inside("mapping")), latent, probe: probe)
  }

  /// Moves w towards the mean w of its sentence; see `Generator`.
  ///
  /// The mean over all sentences, which StyleGAN has, would forget what is to be drawn.
  public func truncated(
    _ latent: Tensor, _ text: TextFeatures, to truncation: Float, probe: LayerProbe?
  ) -> Tensor {
    guard truncation != 1 else { return self(latent, text, isTraining: false, probe: probe) }
    var random = RandomSource(seed: 0, 0x6d65_616e)
    let draws = Tensor(
      random.normal(count: Self.typicalDraws * Self.mappedWidth),
      shape: [Self.typicalDraws, Self.mappedWidth])
    let mean = mapping.mean(over: draws, of: text)
    let own = mapping(mapped(latent), text, probe: probe?.inside("mapping"))
    let style = mean + (own - mean).scaled(by: truncation)
    return paint(style, latent.scaled(by: truncation), probe: probe)
  }

  private func mapped(_ latent: Tensor) -> Tensor {
    latent.slice(alongAxis: 1, 0..<Self.mappedWidth)
  }

  private func paint(_ style: Tensor, _ latent: Tensor, probe: LayerProbe?) -> Tensor {
    let batch = latent.shape[0]
    let start = constant.value.expanded(to: [batch] + constant.value.shape.dropFirst())
    probe?.see("constant", start)
    var x = start.cast(to: precision)
    var picture: Tensor?
    var used = Self.mappedWidth
    for (index, side) in levelSides(upTo: side).enumerated() {
      let noise = latent.slice(alongAxis: 1, used..<(used + side * side))
        .reshaped(to: [batch, side, side, 1])
      used += side * side
      let level = blocks[index](x, noise: noise.cast(to: precision), styledBy: style)
      x = level.features
      picture = picture.map { $0.upsampled(by: 2, .bilinear) + level.picture } ?? level.picture
      probe?.see("blocks.\(index)", level.picture)
    }
    guard let picture else { fatalError("StyleGenerator: expected a level, got none") }
    return picture.tanh()
  }
}
