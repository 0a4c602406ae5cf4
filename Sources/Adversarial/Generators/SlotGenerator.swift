import Language
import Layers
import Tensors

/// The default generator: a layout of slots that attend to the words, painted on a coarse grid and
/// enlarged by text-modulated residual blocks.
///
/// Each slot starts from noise of its own, mixes with the words and the other slots in transformer
/// blocks, and then owns a place: a centre, a radius and a presence, as the blobs of BlobGAN
/// (Epstein et al. 2022). What it paints depends on coordinates relative to its place, so a shape
/// is learned once and not once for every position. Convolutions turn the painting into a picture;
/// every block is modulated by the scene as a whole, as in DF-GAN (Tao et al. 2022).
public final class SlotGenerator: Generator {
  /// What a generator is built from.
  public struct Configuration: Equatable, Codable, Sendable {
    /// The side of its pictures in pixels; a multiple of 4.
    public var side: Int
    /// The width of the words' features.
    public var textWidth: Int
    /// The number of slots, at least as many as objects can be.
    public var slots: Int
    /// The standard normal numbers each slot starts from.
    public var slotLatent: Int
    /// The width of a slot's vector.
    public var width: Int
    /// The number of transformer blocks that mix slots and words.
    public var mixers: Int
    /// The features of a slot's painting, for each cell.
    public var paint: Int
    /// Channels at a quarter and at half of the side.
    public var channels: [Int]
    /// Residual blocks at a quarter and at half of the side.
    public var blocks: [Int]

    /// A configuration from its parts.
    public init(
      side: Int = 64, textWidth: Int = 128, slots: Int = 6, slotLatent: Int = 8, width: Int = 128,
      mixers: Int = 2, paint: Int = 64, channels: [Int] = [96, 64], blocks: [Int] = [1, 1]
    ) {
      self.side = side
      self.textWidth = textWidth
      self.slots = slots
      self.slotLatent = slotLatent
      self.width = width
      self.mixers = mixers
      self.paint = paint
      self.channels = channels
      self.blocks = blocks
    }
  }

  /// What it was built from.
  public let configuration: Configuration
  /// Its parameters by name.
  public let parameters = ParameterSet()
  private let precision: DataType
  private let noise: Linear
  private let slots: Embedding
  private let words: Linear
  private let mixers: [TransformerBlock]
  private let normalization: LayerNormalization
  private let painter: SlotPainter
  private let coarse: [ResidualBlock]
  private let fine: [ResidualBlock]
  private let colors: Convolution

  /// A generator with random first values that computes its convolutions in `precision`.
  public init(_ configuration: Configuration, precision: DataType = .float32, seed: UInt64) {
    let c = configuration
    let scope = ParameterScope(parameters, seed: seed)
    self.configuration = c
    self.precision = precision
    noise = Linear(inputs: c.slotLatent, outputs: c.width, in: scope("noise"))
    slots = Embedding(
      count: c.slots, width: c.width, initializer: .normal(standardDeviation: 0.5),
      in: scope("slots"))
    words = Linear(inputs: c.textWidth, outputs: c.width, in: scope("words"))
    mixers = (0..<c.mixers).map {
      TransformerBlock(width: c.width, heads: 4, in: scope("mixers.\($0)"))
    }
    normalization = LayerNormalization(width: c.width, in: scope("normalization"))
    painter = SlotPainter(
      width: c.width, paint: c.paint, channels: c.channels[0], side: c.side / 4,
      in: scope("painter"))
    coarse = (0..<c.blocks[0]).map {
      ResidualBlock(
        inputs: c.channels[0], outputs: c.channels[0], modulationWidth: c.width,
        in: scope("coarse.\($0)"))
    }
    fine = (0..<c.blocks[1]).map {
      ResidualBlock(
        inputs: c.channels[$0 == 0 ? 0 : 1], outputs: c.channels[1], modulationWidth: c.width,
        upsamples: $0 == 0, in: scope("fine.\($0)"))
    }
    // Each pixel of a 2x2 square has its own three outputs: no overlap, so no checkerboard.
    colors = Convolution(
      inputs: c.channels[1], outputs: 12, kernel: 3, initializer: .fanIn(gain: 0.5),
      in: scope("colors"))
  }

  /// The number of standard normal numbers a picture starts from.
  public var latentWidth: Int { configuration.slots * configuration.slotLatent }
  /// The side of its pictures in pixels.
  public var side: Int { configuration.side }

  /// Draws one picture for each row of `latent`; see `Generator`.
  public func callAsFunction(_ latent: Tensor, _ text: TextFeatures, isTraining: Bool) -> Tensor {
    let c = configuration
    let batch = latent.shape[0]
    let start =
      noise(latent.reshaped(to: [batch, c.slots, c.slotLatent])) + slots.all
    var tokens = concatenate([start, words(text.words)], alongAxis: 1)
    let visible = Tensor(repeating: 0, shape: [batch, 1, 1, c.slots])
    let mask = concatenate([visible, text.mask], alongAxis: 3)
    for mixer in mixers { tokens = mixer(tokens, mask: mask) }
    let placed = normalization(tokens).slice(alongAxis: 1, 0..<c.slots)
    let scene = placed.mean(alongAxes: [1]).reshaped(to: [batch, c.width])
    var x = painter(placed, background: scene, precision: precision)
    for block in coarse { x = block(x, modulatedBy: scene) }
    for block in fine { x = block(x, modulatedBy: scene) }
    return colors(x.leakyReLU()).pixelShuffled(by: 2).cast(to: .float32).tanh()
  }
}

extension Tensor {
  /// `[N, H, W, factor^2 C]` as `[N, factor H, factor W, C]`: channels become pixels (Shi et al.
  /// 2016, "sub-pixel convolution").
  func pixelShuffled(by factor: Int) -> Tensor {
    let s = shape
    let channels = s[3] / (factor * factor)
    return reshaped(to: [s[0] * s[1], s[2], factor, factor * channels])
      .transposed([0, 2, 1, 3])
      .reshaped(to: [s[0], s[1] * factor, s[2] * factor, channels])
  }
}
