import Files
import Language
import Layers
import Tensors

/// A generator that translates a picture, such as a drawing of outlines, into another, as a text
/// says: the U-Net of Pix2Pix under text.
///
/// After Isola et al. 2017 ("Image-to-Image Translation with Conditional Adversarial Networks",
/// section 3.2): strided convolutions lead the source down to 4 x 4 places, and every level of the
/// way back up is joined with what the way down saw at the same size. The paper has no text. Here
/// places of four pixels and more look at each other and read words; see `PlaceReading`. What
/// source and text leave open, words of the noise say; see `NoiseWords`. No batch is normalized, so
/// that a picture does not depend on others.
public final class UNetGenerator: Generator {
  /// What a generator is built from.
  public struct Configuration: GeneratorConfiguration {
    /// The side of sources and pictures in pixels: a power of two from 16 on.
    public var side: Int
    /// The width of the text's features, a multiple of 4.
    public var textWidth: Int
    /// The channels at the whole side; they double with every halving, up to eight times.
    public var channels: Int
    /// What source and text may leave open: for each choice the number of its alternatives.
    public var choices: [Int]

    /// A configuration from its parts.
    public init(side: Int = 64, textWidth: Int = 128, channels: Int = 16, choices: [Int]) {
      self.side = side
      self.textWidth = textWidth
      self.channels = channels
      self.choices = choices
    }

    /// Reads what `json` wrote; see `GeneratorConfiguration`.
    public init(_ fields: JSONField) throws {
      let textWidth = try fields["text_width"].width()
      guard textWidth % 4 == 0 else {
        throw try fields["text_width"].fault(expected: "a multiple of 4")
      }
      let choices = try fields["choices"].array().map { try $0.width() }
      guard !choices.isEmpty else {
        throw try fields["choices"].fault(expected: "one number or more", found: "none")
      }
      self.init(
        side: try fields["side"].side(), textWidth: textWidth,
        channels: try fields["channels"].finestChannels(), choices: choices)
    }

    /// The configuration as it stands in a model file.
    public var json: JSONValue {
      json(
        .unet,
        ["channels": .integer(channels), "choices": .array(choices.map { .integer($0) })])
    }

    /// A generator of this configuration; see `GeneratorConfiguration`.
    public func makeGenerator(precision: DataType, seed: UInt64?) -> any Generator {
      UNetGenerator(self, precision: precision, seed: seed)
    }
  }

  /// Its parameters by name.
  public let parameters = ParameterSet()
  /// The numbers of the noise: one for each choice.
  public let latentWidth: Int
  /// What it was built from.
  public let configuration: Configuration
  private let precision: DataType
  private let noiseWords: NoiseWords
  private let stem: Convolution
  private let down: [Convolution]
  private let bottom: Level
  private let up: [Level]
  private let output: Convolution

  /// A generator that computes its convolutions in `precision`; its first values are random, or
  /// without a seed zeros to be read over.
  public init(_ configuration: Configuration, precision: DataType = .float32, seed: UInt64? = nil) {
    let scope = ParameterScope(parameters, seed: seed)
    let channels = levelChannels(finest: configuration.channels, side: configuration.side)
    self.configuration = configuration
    latentWidth = configuration.choices.count
    self.precision = precision
    noiseWords = NoiseWords(
      choices: configuration.choices, width: configuration.textWidth, blocks: 2,
      precision: precision, in: scope("noise_words"))
    stem = Convolution(
      inputs: 3, outputs: configuration.channels, kernel: 3, leakyReLUSlope: 0.2,
      initializer: .fanIn(gain: 1.4), in: scope("stem"))
    down = channels.indices.dropFirst().reversed().map { level in
      Convolution(
        inputs: channels[level], outputs: channels[level - 1], kernel: 4, stride: 2, padding: 1,
        leakyReLUSlope: 0.2, initializer: .fanIn(gain: 1.4), in: scope("down.\(level - 1)"))
    }
    let levels = zip(levelSides(upTo: configuration.side), channels).enumerated().map {
      index, level in
      Level(
        inputs: level.1 + (index == 0 ? 0 : channels[index - 1]), outputs: level.1,
        side: level.0, readsWords: 4 * level.0 <= configuration.side,
        textWidth: configuration.textWidth, in: scope("up.\(index)"))
    }
    bottom = levels[0]
    up = Array(levels.dropFirst())
    output = Convolution(
      inputs: configuration.channels, outputs: 3, kernel: 3, initializer: .fanIn(gain: 0.7),
      in: scope("output"))
  }

  /// Draws one picture for each row of `latent` on an empty page, a white source; see `Generator`.
  public func callAsFunction(
    _ latent: Tensor, _ text: TextFeatures, isTraining: Bool, probe: LayerProbe?
  ) -> Tensor {
    self(
      Tensor(repeating: 1, shape: [latent.shape[0], side, side, 3]), latent, text, probe: probe)
  }

  /// Translates pictures.
  ///
  /// - Parameters:
  ///   - source: `[batch, side, side, 3]`, float32, in -1...1.
  ///   - latent: standard normal, `[batch, latentWidth]`, float32; see `choice(of:among:)`.
  ///   - text: the features of `batch` captions.
  ///   - probe: sees what each layer gives; nil where nobody looks.
  /// - Returns: `[batch, side, side, 3]`, float32, in -1...1.
  public func callAsFunction(
    _ source: Tensor, _ latent: Tensor, _ text: TextFeatures, probe: LayerProbe? = nil
  ) -> Tensor {
    require(
      source.shape == [latent.shape[0], side, side, 3],
      "UNetGenerator: expected sources [\(latent.shape[0]), \(side), \(side), 3], "
        + "got \(source.shape)")
    let (words, mask) = noiseWords(latent, text, probe: probe?.inside("noise_words"))
    var x = stem(source.cast(to: precision))
    probe?.see("stem", x)
    var seen: [Tensor] = []
    for (index, convolution) in down.enumerated() {
      seen.append(x)
      x = convolution(x)
      probe?.see("down.\(down.count - 1 - index)", x)
    }
    x = bottom(x, words, mask: mask)
    probe?.see("up.0", x)
    for (index, (level, skip)) in zip(up, seen.reversed()).enumerated() {
      x = level(concatenate([x.upsampled(by: 2), skip], alongAxis: 3), words, mask: mask)
      probe?.see("up.\(index + 1)", x)
    }
    let painted = output(x)
    probe?.see("output", painted)
    return painted.cast(to: .float32).tanh()
  }

  /// Two convolutions, the second beside a skip connection, with a look at the words in between
  /// where the level reads them.
  private struct Level {
    let merge: Convolution
    let reading: PlaceReading?
    let refine: Convolution

    init(
      inputs: Int, outputs: Int, side: Int, readsWords: Bool, textWidth: Int,
      in scope: ParameterScope
    ) {
      merge = Convolution(
        inputs: inputs, outputs: outputs, kernel: 3, leakyReLUSlope: 0.2,
        initializer: .fanIn(gain: 1.4), in: scope("merge"))
      reading =
        readsWords
        ? PlaceReading(side: side, channels: outputs, textWidth: textWidth, in: scope("reading"))
        : nil
      refine = Convolution(
        inputs: outputs, outputs: outputs, kernel: 3, leakyReLUSlope: 0.2,
        initializer: .fanIn(gain: 0.7), in: scope("refine"))
    }

    func callAsFunction(_ x: Tensor, _ words: Tensor, mask: Tensor) -> Tensor {
      let merged = merge(x)
      let told = reading.map { $0(merged, words, mask: mask) } ?? merged
      return told + refine(told)
    }
  }
}
