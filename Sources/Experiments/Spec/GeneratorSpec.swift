import Adversarial
import Datasets

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

  /// What the generator of pictures of `side` under sentences of `textWidth` is built from.
  func configuration(side: Int, textWidth: Int) -> any GeneratorConfiguration {
    switch architecture {
    case .slots:
      SlotGenerator.Configuration(
        side: side, textWidth: textWidth, slots: slots, codeWidth: codeWidth, codes: codes,
        width: width, mixers: mixers, paint: paint)
    case .dcgan:
      DCGANGenerator.Configuration(side: side, textWidth: textWidth, channels: channels)
    case .conditional:
      ConditionalGenerator.Configuration(side: side, textWidth: textWidth, channels: channels)
    case .residual:
      ResidualGenerator.Configuration(side: side, textWidth: textWidth, channels: channels)
    case .style:
      StyleGenerator.Configuration(
        side: side, textWidth: textWidth, channels: channels, width: width)
    case .unet:
      UNetGenerator.Configuration(
        side: side, textWidth: textWidth, channels: channels, choices: OpenLooks.choices)
    }
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
}
