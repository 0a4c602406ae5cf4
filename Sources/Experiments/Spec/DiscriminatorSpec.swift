import Adversarial
import Tensors

/// The network that judges.
public struct DiscriminatorSpec: Sendable {
  /// Which network; the recipe's own where the spec says nothing.
  public let architecture: Architecture
  /// The channels at a half, a quarter and an eighth of the side.
  ///
  /// Those of all networks but the attentive one double from the first with every halving, those of
  /// the residual ones up to the last.
  public internal(set) var channels: [Int]
  /// Of the residual networks: the pictures among which the standard deviation is taken that they
  /// see beside each; nil for none.
  public let minibatchDeviation: Int?

  /// The networks there are.
  public enum Architecture: String, CaseIterable, Sendable {
    /// Convolutions whose places attend to the words; see `AttentiveDiscriminator`.
    case attentive
    /// Strided convolutions with batch normalization; see `DCGANDiscriminator`.
    case dcgan
    /// Residual blocks that the sentence joins; see `ResidualDiscriminator`.
    case residual
    /// The same with an inner product for the sentence; see `ResidualDiscriminator.Head`.
    case projection
    /// Strided convolutions that judge patches; see `PatchDiscriminator`.
    case patch
  }

  /// Reads and declares the fields, of which some depend on the recipe.
  init(_ fields: SpecReader, under recipe: TrainingSpec.Recipe) {
    architecture =
      fields.optionalChoice("architecture", "the network; by default the recipe's own")
      ?? recipe.discriminators[0]
    let isAttentive = architecture == .attentive
    let isResidual = architecture == .residual || architecture == .projection
    let fine = fields.fields(usedIf: recipe != .ganCLS) {
      fields.integer(
        "fineChannels", default: 48, in: 4...1024,
        "channels at half of the side; those of gan-cls are generator.channels")
    }
    let coarse = fields.fields(usedIf: isAttentive, fixed: ["coarseChannels": .integer(2 * fine)]) {
      fields.integer(
        "coarseChannels", default: 96, in: 4...1024,
        "channels at a quarter of the side; elsewhere than in attentive twice the finest")
    }
    let last = fields.fields(usedIf: isAttentive || isResidual) {
      fields.integer(
        "lastChannels", default: 128, in: 4...1024,
        "channels at an eighth of the side; the most there are in residual and projection")
    }
    channels = [fine, coarse, last]
    minibatchDeviation = fields.optionalInteger(
      "minibatchDeviation", in: 2...256,
      "of residual and projection: pictures among which the standard deviation is taken that is "
        + "seen beside each (Karras et al. 2018); 4 in StyleGAN2")
    if let size = minibatchDeviation, !isResidual {
      fields.problem(
        "minibatchDeviation", expected: "none with network \"\(architecture.rawValue)\"",
        found: "\(size)")
    }
    if isAttentive, channels[2] % 4 != 0 {
      fields.problem("lastChannels", expected: "a multiple of 4", found: "\(channels[2])")
    }
    fields.require(architecture, among: recipe.discriminators, of: recipe)
  }

  /// The discriminator of pictures of `side` under sentences of `textWidth`.
  func makeDiscriminator(
    side: Int, textWidth: Int, precision: DataType, seed: UInt64
  ) -> any Discriminator {
    switch architecture {
    case .attentive:
      AttentiveDiscriminator(
        .init(side: side, textWidth: textWidth, channels: channels),
        precision: precision, seed: seed)
    case .dcgan:
      DCGANDiscriminator(
        .init(side: side, textWidth: textWidth, channels: channels[0]),
        precision: precision, seed: seed)
    case .residual, .projection:
      ResidualDiscriminator(
        .init(
          side: side, textWidth: textWidth, channels: channels[0], maximumChannels: channels[2],
          head: architecture == .projection ? .projection : .oneWay,
          deviationGroup: minibatchDeviation),
        precision: precision, seed: seed)
    case .patch:
      PatchDiscriminator(
        .init(side: side, textWidth: textWidth, channels: channels[0]),
        precision: precision, seed: seed)
    }
  }
}

extension TrainingSpec.Recipe {
  /// The discriminators it can train, its own first.
  var discriminators: [DiscriminatorSpec.Architecture] {
    switch self {
    // Reconstructions are compared by this one's features.
    case .slots: [.attentive]
    case .ganCLS: [.dcgan]
    case .gan: [.residual, .projection, .attentive, .dcgan]
    // This one sees outlines beside pictures.
    case .pix2pix: [.patch]
    }
  }
}
