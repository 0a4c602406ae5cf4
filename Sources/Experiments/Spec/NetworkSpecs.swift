import Adversarial
import Files

/// The network that draws.
public struct GeneratorSpec: Sendable {
  /// Which network; the recipe's own where the spec says nothing.
  public let architecture: GeneratorKind
  /// The places that objects can take in a picture.
  public let slots: Int
  /// The numbers of a code of a slot's looks.
  public let codeWidth: Int
  /// The codes that are kept for each slot.
  public let codes: Int
  /// The width of a slot's vector, or of a style.
  public let width: Int
  /// The transformer blocks with which slots read words, for places and for looks.
  public let mixers: Int
  /// The channels of the decoder of patches where it is coarsest.
  public let paint: Int
  /// Of all but slots: an eighth of the most channels.
  public let channels: Int

  /// Reads and declares the fields, of which some depend on the recipe.
  init(_ fields: SpecReader, under recipe: TrainingSpec.Recipe) {
    let about = "the network; by default the recipe's own"
    // A recipe whose own network has changed writes it down, so that resolved specs keep theirs.
    architecture =
      recipe == .gan
      ? fields.choice("architecture", default: recipe.generators[0], about)
      : fields.optionalChoice("architecture", about) ?? recipe.generators[0]
    let hasSlots = architecture == .slots
    slots = fields.fields(usedIf: hasSlots) {
      fields.integer(
        "slots", default: 4, in: 1...64,
        "places for objects; a scene of the Shapes world has up to four")
    }
    codeWidth = fields.fields(usedIf: hasSlots) {
      fields.integer("codeWidth", default: 8, in: 1...512, "width of the code of a slot's looks")
    }
    codes = fields.fields(usedIf: hasSlots) {
      fields.integer("codes", default: 256, in: 1...65536, "codes kept for each slot")
    }
    width = fields.fields(usedIf: hasSlots || architecture == .style) {
      fields.integer(
        "width", default: 128, in: 16...1024, "width of a slot's vector or of a style")
    }
    mixers = fields.fields(usedIf: hasSlots) {
      fields.integer("mixers", default: 2, in: 1...16, "blocks with which slots read words")
    }
    paint = fields.fields(usedIf: hasSlots) {
      fields.integer("paint", default: 48, in: 4...1024, "channels of the patches' decoder")
    }
    channels = fields.fields(usedIf: !hasSlots) { [architecture] in
      fields.integer(
        "channels", default: architecture.channels, in: 4...512,
        "an eighth of the most channels; by default 32 with dcgan and conditional, 16 with residual, "
          + "style and unet; slots have none")
    }
    if width % 4 != 0 {
      fields.problem("width", expected: "a multiple of 4", found: "\(width)")
    }
    fields.require(architecture, among: recipe.generators, of: recipe)
  }
}

extension GeneratorKind {
  /// The default of `channels`.
  fileprivate var channels: Int {
    switch self {
    case .residual, .style, .unet: 16
    case .slots, .dcgan, .conditional: 32
    }
  }
}

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
}

extension TrainingSpec.Recipe {
  /// The generators it can train, its own first.
  var generators: [GeneratorKind] {
    switch self {
    // Only this recipe finds the codes that slots draw from.
    case .slots: [.slots]
    case .ganCLS: [.dcgan]
    case .gan: [.style, .residual, .dcgan, .conditional]
    case .pix2pix: [.unet]
    }
  }

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

extension SpecReader {
  /// Notes a fault where a recipe cannot train a network.
  fileprivate func require<Architecture: Equatable & RawRepresentable<String>>(
    _ architecture: Architecture, among known: [Architecture], of recipe: TrainingSpec.Recipe
  ) {
    if known.contains(architecture) { return }
    let names = known.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    problem(
      "architecture", expected: "a network that recipe \"\(recipe.rawValue)\" trains (\(names))",
      found: "\"\(architecture.rawValue)\"")
  }
}
