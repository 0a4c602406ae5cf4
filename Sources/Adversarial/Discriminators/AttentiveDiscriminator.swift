import Language
import Layers
import Tensors

/// The default discriminator: residual convolutions down to an eighth of the side, where every
/// place attends to the words; then one logit, from what was seen and how it fits the sentence.
///
/// The logit is a linear function of the last features plus their inner product with the projected
/// sentence (Miyato and Koyama 2018). No normalization, so that penalties of its gradient mean the
/// same for every batch.
public final class AttentiveDiscriminator: Discriminator {
  /// What a discriminator is built from.
  public struct Configuration: Equatable, Sendable {
    /// The side of the pictures in pixels; a multiple of 16.
    public var side: Int
    /// The width of the text's features.
    public var textWidth: Int
    /// Channels at a half, a quarter, and an eighth of the side.
    public var channels: [Int]

    /// A configuration from its parts.
    public init(side: Int = 64, textWidth: Int = 128, channels: [Int] = [48, 96, 128]) {
      self.side = side
      self.textWidth = textWidth
      self.channels = channels
    }
  }

  /// Its parameters by name.
  public let parameters = ParameterSet()
  /// See `Discriminator`.
  public let judgesApart = true
  private let precision: DataType
  private let stem: Convolution
  private let first: ResidualBlock
  private let second: ResidualBlock
  private let down: Convolution
  private let positions: Tensor
  private let attention: MultiHeadAttention
  private let join: Convolution
  private let last: Convolution
  private let realism: Linear
  private let sentence: Linear

  /// A discriminator with random first values that computes its convolutions in `precision`.
  public init(_ configuration: Configuration, precision: DataType = .float32, seed: UInt64) {
    let c = configuration.channels
    let scope = ParameterScope(parameters, seed: seed)
    self.precision = precision
    stem = Convolution(
      inputs: 3, outputs: c[0], kernel: 4, stride: 2, padding: 1, leakyReLUSlope: 0.2,
      initializer: .fanIn(gain: 1.4), in: scope("stem"))
    first = ResidualBlock(inputs: c[0], outputs: c[1], in: scope("first"))
    second = ResidualBlock(inputs: c[1], outputs: c[2], in: scope("second"))
    down = Convolution(
      inputs: c[2], outputs: c[2], kernel: 3, leakyReLUSlope: 0.2,
      initializer: .fanIn(gain: 1.4), in: scope("down"))
    positions = CellGrid(side: configuration.side / 8).waves(width: c[2], scale: 0.5)
    attention = MultiHeadAttention(
      width: c[2], contextWidth: configuration.textWidth, heads: 4, in: scope("attention"))
    join = Convolution(
      inputs: 2 * c[2], outputs: c[2], kernel: 3, leakyReLUSlope: 0.2,
      initializer: .fanIn(gain: 1.4), in: scope("join"))
    last = Convolution(
      inputs: c[2], outputs: c[2], kernel: 4, stride: 2, padding: 1, leakyReLUSlope: 0.2,
      initializer: .fanIn(gain: 1.4), in: scope("last"))
    let cells = (configuration.side / 16) * (configuration.side / 16)
    realism = Linear(inputs: cells * c[2], outputs: 1, in: scope("realism"))
    sentence = Linear(
      inputs: configuration.textWidth, outputs: cells * c[2], hasBias: false,
      initializer: .fanIn(gain: 0.5), in: scope("sentence"))
  }

  /// What it sees in pictures: `[N, side / 8, side / 8, channels]`; see `Discriminator`.
  public func features(_ pictures: Tensor) -> Tensor {
    down(second(first(stem(pictures.cast(to: precision)))))
  }

  /// The logits of features under texts; see `Discriminator`.
  public func judge(_ features: Tensor, _ texts: [TextFeatures]) -> [Tensor] {
    texts.map { logits(features, $0) }
  }

  private func logits(_ features: Tensor, _ text: TextFeatures) -> Tensor {
    let s = features.shape
    let queries =
      features.reshaped(to: [s[0], s[1] * s[2], s[3]]) + positions.cast(to: features.dataType)
    let told = attention(
      queries, context: text.words.cast(to: features.dataType),
      mask: text.mask.cast(to: features.dataType))
    let joined = concatenate([features, told.reshaped(to: s)], alongAxis: 3)
    let summary = last(join(joined)).cast(to: .float32)
    let flat = summary.reshaped(to: [s[0], summary.count / s[0]])
    let scale = 1 / Float(flat.shape[1]).squareRoot()
    let fit = (flat * sentence(text.sentence)).sum(alongAxes: [1]).scaled(by: scale)
    return (realism(flat) + fit).reshaped(to: [s[0]])
  }
}
