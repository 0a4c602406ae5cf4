import Language
import Layers
import Tensors

/// A residual discriminator that joins the sentence at 4 x 4 places.
///
/// After DF-GAN (Tao et al. 2022, "DF-GAN: A Simple and Effective Baseline for Text-to-Image
/// Synthesis"): residual blocks lead down to 4 x 4 places, and one logit says both whether a picture
/// is real and whether it fits. Nothing is normalized, so that penalties of its gradient mean the
/// same for every batch, unless it sees how much a batch differs. The first convolution halves the
/// side already, where the paper's begins at the whole side.
public final class ResidualDiscriminator: Discriminator {
  /// How what was seen meets the sentence.
  public enum Head: String, CaseIterable, Sendable {
    /// The sentence beside every place, convolutions, and one logit: DF-GAN's one-way output.
    case oneWay
    /// A linear function of the summed places, plus their inner product with the projected
    /// sentence (Miyato and Koyama 2018, "cGANs with Projection Discriminator", section 3).
    case projection
  }

  /// What a discriminator is built from.
  public struct Configuration: Equatable, Sendable {
    /// The side of the pictures in pixels: a power of two from 16 on.
    public var side: Int
    /// The width of a sentence's features.
    public var textWidth: Int
    /// The channels at half of the side, which double with every halving.
    public var channels: Int
    /// The most channels there are.
    public var maximumChannels: Int
    /// How what was seen meets the sentence.
    public var head: Head
    /// The pictures among which `MinibatchDeviation` is taken; nil where pictures are judged apart.
    public var deviationGroup: Int?

    /// A configuration from its parts.
    public init(
      side: Int = 64, textWidth: Int = 128, channels: Int = 32, maximumChannels: Int = 128,
      head: Head = .oneWay, deviationGroup: Int? = nil
    ) {
      self.side = side
      self.textWidth = textWidth
      self.channels = channels
      self.maximumChannels = maximumChannels
      self.head = head
      self.deviationGroup = deviationGroup
    }
  }

  /// Its parameters by name.
  public let parameters = ParameterSet()
  /// See `Discriminator`.
  public var judgesApart: Bool { comparison == nil }
  private let precision: DataType
  private let stem: Convolution
  private let blocks: [ResidualBlock]
  /// What joins the deviation of the batch to what is seen of a picture.
  private let comparison: (deviation: MinibatchDeviation, join: Convolution)?
  private let head: any DiscriminatorHead

  /// A discriminator with random first values that computes its convolutions in `precision`.
  public init(_ configuration: Configuration, precision: DataType = .float32, seed: UInt64) {
    let c = configuration
    let scope = ParameterScope(parameters, seed: seed)
    self.precision = precision
    // From half of the side down to 4 x 4.
    let channels = levelSides(upTo: c.side).dropFirst().indices.map {
      min(c.maximumChannels, c.channels << ($0 - 1))
    }
    stem = Convolution(
      inputs: 3, outputs: channels[0], kernel: 4, stride: 2, padding: 1,
      initializer: .fanIn(gain: 1.4), in: scope("stem"))
    blocks = zip(channels, channels.dropFirst()).enumerated().map { index, pair in
      ResidualBlock(inputs: pair.0, outputs: pair.1, in: scope("blocks.\(index)"))
    }
    let last = channels[channels.count - 1]
    comparison = c.deviationGroup.map { size in
      let join = Convolution(
        inputs: last + 1, outputs: last, kernel: 3, initializer: .fanIn(gain: 1.4),
        in: scope("comparison"))
      return (MinibatchDeviation(groupSize: size), join)
    }
    head =
      switch c.head {
      case .oneWay: OneWayHead(channels: last, textWidth: c.textWidth, in: scope("head"))
      case .projection: ProjectionHead(channels: last, textWidth: c.textWidth, in: scope("head"))
      }
  }

  /// What it sees in pictures: `[N, 4, 4, channels]`; see `Discriminator`.
  public func features(_ pictures: Tensor) -> Tensor {
    let seen = blocks.reduce(stem(pictures.cast(to: precision))) { $1($0) }
    guard let (deviation, join) = comparison else { return seen }
    return join(deviation(seen.leakyReLU()))
  }

  /// The logits of features under texts; see `Discriminator`.
  public func judge(_ features: Tensor, _ texts: [TextFeatures]) -> [Tensor] {
    texts.map { head(features, $0) }
  }
}

/// Turns what was seen at 4 x 4 places, and a text, into logits.
private protocol DiscriminatorHead {
  /// The logits `[N]`, float32, of features `[N, 4, 4, channels]` under N texts.
  func callAsFunction(_ features: Tensor, _ text: TextFeatures) -> Tensor
}

private struct OneWayHead: DiscriminatorHead {
  private let join: Convolution
  private let logit: Convolution

  init(channels: Int, textWidth: Int, in scope: ParameterScope) {
    join = Convolution(
      inputs: channels + textWidth, outputs: channels, kernel: 3, leakyReLUSlope: 0.2,
      initializer: .fanIn(gain: 1.4), in: scope("join"))
    logit = Convolution(inputs: channels, outputs: 1, kernel: 4, padding: 0, in: scope("logit"))
  }

  func callAsFunction(_ features: Tensor, _ text: TextFeatures) -> Tensor {
    let told = text.sentence.cast(to: features.dataType)
    let joined = join(features.leakyReLU().joined(atEveryPlaceBy: told))
    return logit(joined).cast(to: .float32).reshaped(to: [features.shape[0]])
  }
}

private struct ProjectionHead: DiscriminatorHead {
  private let realism: Linear
  private let sentence: Linear

  init(channels: Int, textWidth: Int, in scope: ParameterScope) {
    realism = Linear(inputs: channels, outputs: 1, in: scope("realism"))
    sentence = Linear(
      inputs: textWidth, outputs: channels, hasBias: false, in: scope("sentence"))
  }

  func callAsFunction(_ features: Tensor, _ text: TextFeatures) -> Tensor {
    let (batch, channels) = (features.shape[0], features.shape[3])
    let seen = features.leakyReLU().cast(to: .float32).sum(alongAxes: [1, 2])
      .reshaped(to: [batch, channels])
    let fit = (seen * sentence(text.sentence)).sum(alongAxes: [1])
    let scale = 1 / Float(channels).squareRoot()
    return (realism(seen) + fit.scaled(by: scale)).reshaped(to: [batch])
  }
}
