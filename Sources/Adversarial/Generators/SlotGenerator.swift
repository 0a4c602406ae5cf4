import Language
import Layers
import Tensors

/// The default generator: slots that attend to the words, each painted around its own centre,
/// and text-modulated residual blocks that turn the painting into a picture.
///
/// Each slot starts from noise of its own, mixes with the words and the other slots in transformer
/// blocks, and then owns a place: a centre, a radius and a presence, as the blobs of BlobGAN
/// (Epstein et al. 2022). What it paints is decoded by convolutions in coordinates of its own, so a
/// shape is learned once and not once for every position. The residual blocks that follow are
/// modulated by the scene as a whole, as in DF-GAN (Tao et al. 2022).
public final class SlotGenerator: Generator {
  /// What a generator is built from.
  public struct Configuration: Equatable, Codable, Sendable {
    /// The side of its pictures in pixels; a multiple of 8.
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
    /// The channels of the residual blocks, at half of the side.
    public var channels: Int
    /// The number of residual blocks.
    public var blocks: Int

    /// A configuration from its parts.
    public init(
      side: Int = 64, textWidth: Int = 128, slots: Int = 4, slotLatent: Int = 8, width: Int = 128,
      mixers: Int = 2, paint: Int = 32, channels: Int = 48, blocks: Int = 2
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
  private let blocks: [ResidualBlock]
  private let colors: Convolution

  /// A generator that computes its convolutions in `precision`; its first values are random, or
  /// without a seed zeros to be read over.
  public init(_ configuration: Configuration, precision: DataType = .float32, seed: UInt64? = nil) {
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
      width: c.width, features: c.paint, side: c.side / 2, in: scope("painter"))
    blocks = (0..<c.blocks).map {
      ResidualBlock(
        inputs: $0 == 0 ? c.paint : c.channels, outputs: c.channels, modulationWidth: c.width,
        in: scope("blocks.\($0)"))
    }
    // Each pixel of a 2x2 square has its own three outputs: no overlap, so no checkerboard.
    colors = Convolution(
      inputs: c.channels, outputs: 12, kernel: 3, initializer: .fanIn(gain: 0.5),
      in: scope("colors"))
  }

  /// The number of standard normal numbers a picture starts from.
  public var latentWidth: Int { configuration.slots * configuration.slotLatent }
  /// The side of its pictures in pixels.
  public var side: Int { configuration.side }

  /// Which numbers of the noise place slots: `[1, latentWidth]`, 1 where one does, 0 elsewhere.
  public var placementMask: Tensor {
    let slot = (0..<configuration.slotLatent).map { $0 < SlotPlacement.latentCount ? Float(1) : 0 }
    return Tensor(
      (0..<configuration.slots).flatMap { _ in slot }, shape: [1, latentWidth])
  }

  /// Draws one picture for each row of `latent`; see `Generator`.
  public func callAsFunction(_ latent: Tensor, _ text: TextFeatures, isTraining: Bool) -> Tensor {
    let c = configuration
    let batch = latent.shape[0]
    let noises = latent.reshaped(to: [batch, c.slots, c.slotLatent])
    let start = concatenate([noise(noises) + slots.all, words(text.words)], alongAxis: 1)
    let visible = Tensor(repeating: 0, shape: [batch, 1, 1, c.slots])
    let mask = concatenate([visible, text.mask], alongAxis: 3).cast(to: precision)
    let mixed = mixers.reduce(start.cast(to: precision)) { $1($0, mask: mask) }
    let placed = normalization(mixed.slice(alongAxis: 1, 0..<c.slots)).cast(to: .float32)
    let scene = placed.mean(alongAxes: [1]).reshaped(to: [batch, c.width])
    var x = painter(placed, latent: noises, scene: scene, precision: precision)
    for block in blocks { x = block(x, modulatedBy: scene) }
    return colors(x.leakyReLU()).pixelShuffled(by: 2).cast(to: .float32).tanh()
  }
}

extension Tensor {
  /// `[N, H, W, factor^2 C]` as `[N, factor H, factor W, C]`: channels become pixels.
  ///
  /// The "sub-pixel convolution" of Shi et al. 2016.
  func pixelShuffled(by factor: Int) -> Tensor {
    let s = shape
    let channels = s[3] / (factor * factor)
    return reshaped(to: [s[0] * s[1], s[2], factor, factor * channels])
      .transposed([0, 2, 1, 3])
      .reshaped(to: [s[0], s[1] * factor, s[2] * factor, channels])
  }
}
