import Adversarial
import Files
import Tensors

/// Which generator a model has, and what it is built from.
public enum GeneratorConfiguration: Equatable, Sendable {
  /// The default: slots that find places and paint; see `SlotGenerator`.
  case slots(SlotGenerator.Configuration)
  /// That of GAN-CLS; see `DCGANGenerator`.
  case dcgan(DCGANGenerator.Configuration)
  /// That of a conditional GAN; see `ConditionalGenerator`.
  case conditional(ConditionalGenerator.Configuration)
  /// Residual blocks under text, after DF-GAN; see `ResidualGenerator`.
  case residual(ResidualGenerator.Configuration)
  /// Styles under text, after StyleGAN2; see `StyleGenerator`.
  case style(StyleGenerator.Configuration)
  /// A U-Net that translates pictures; see `UNetGenerator`.
  case unet(UNetGenerator.Configuration)

  /// A generator of this configuration, with random first values where there is a seed.
  public func makeGenerator(precision: DataType, seed: UInt64?) -> any Generator {
    switch self {
    case .slots(let configuration):
      SlotGenerator(configuration, precision: precision, seed: seed)
    case .dcgan(let configuration):
      DCGANGenerator(configuration, precision: precision, seed: seed)
    case .conditional(let configuration):
      ConditionalGenerator(configuration, precision: precision, seed: seed)
    case .residual(let configuration):
      ResidualGenerator(configuration, precision: precision, seed: seed)
    case .style(let configuration):
      StyleGenerator(configuration, precision: precision, seed: seed)
    case .unet(let configuration):
      UNetGenerator(configuration, precision: precision, seed: seed)
    }
  }

  /// The configuration as it stands in a model file.
  var json: JSONValue {
    switch self {
    case .slots(let c):
      [
        "kind": .string(kind), "side": .integer(c.side), "text_width": .integer(c.textWidth),
        "slots": .integer(c.slots), "code_width": .integer(c.codeWidth),
        "codes": .integer(c.codes), "width": .integer(c.width), "mixers": .integer(c.mixers),
        "paint": .integer(c.paint),
      ]
    case .dcgan(let c), .conditional(let c):
      [
        "kind": .string(kind), "side": .integer(c.side), "text_width": .integer(c.textWidth),
        "channels": .integer(c.channels),
      ]
    case .residual(let c):
      [
        "kind": .string(kind), "side": .integer(c.side), "text_width": .integer(c.textWidth),
        "channels": .integer(c.channels),
      ]
    case .style(let c):
      [
        "kind": .string(kind), "side": .integer(c.side), "text_width": .integer(c.textWidth),
        "channels": .integer(c.channels), "width": .integer(c.width),
        "layers": .integer(c.layers),
      ]
    case .unet(let c):
      [
        "kind": .string(kind), "side": .integer(c.side), "text_width": .integer(c.textWidth),
        "channels": .integer(c.channels), "choices": .array(c.choices.map { .integer($0) }),
      ]
    }
  }

  private var kind: String {
    switch self {
    case .slots: "slots"
    case .dcgan: "dcgan"
    case .conditional: "conditional"
    case .residual: "residual"
    case .style: "style"
    case .unet: "unet"
    }
  }

  /// Reads a configuration that `json` wrote.
  ///
  /// - Throws: `InputError` (`invalid`).
  init(_ fields: HeaderFields) throws {
    let kind = try fields.text("kind")
    switch kind {
    case "slots": self = .slots(try SlotGenerator.Configuration(fields))
    case "dcgan": self = .dcgan(try DCGANGenerator.Configuration(fields))
    case "conditional": self = .conditional(try ConditionalGenerator.Configuration(fields))
    case "residual": self = .residual(try ResidualGenerator.Configuration(fields))
    case "unet": self = .unet(try UNetGenerator.Configuration(fields))
    case "style": self = .style(try StyleGenerator.Configuration(fields))
    default: throw fields.fault("kind", expected: "a generator this version knows", found: kind)
    }
  }
}

private let limit = 1...4096
private let sides = 16...512

extension SlotGenerator.Configuration {
  fileprivate init(_ fields: HeaderFields) throws {
    let side = try fields.integer("side", in: sides)
    let slots = try fields.integer("slots", in: limit)
    let width = try fields.integer("width", in: limit)
    guard side & (side - 1) == 0, width % 4 == 0 else {
      throw fields.fault(
        "width", expected: "a width that is a multiple of 4, a side that is a power of two",
        found: "\(width), \(side)")
    }
    self.init(
      side: side, textWidth: try fields.integer("text_width", in: limit), slots: slots,
      codeWidth: try fields.integer("code_width", in: limit),
      codes: try fields.integer("codes", in: 1...65536), width: width,
      mixers: try fields.integer("mixers", in: 1...64),
      paint: try fields.integer("paint", in: limit))
  }
}

extension DCGANGenerator.Configuration {
  fileprivate init(_ fields: HeaderFields) throws {
    let side = try fields.integer("side", in: sides)
    let channels = try fields.integer("channels", in: limit)
    guard side & (side - 1) == 0, 8 * channels % (side / 8) == 0 else {
      throw fields.fault(
        "channels", expected: "channels that halve up to a side that is a power of two",
        found: "\(channels), \(side)")
    }
    self.init(
      side: side, textWidth: try fields.integer("text_width", in: limit), channels: channels)
  }
}

/// The most channels of the finest level; the coarsest have eight times as many.
private let finestLimit = 1...512

extension HeaderFields {
  /// The side of pictures that networks of levels draw.
  fileprivate func sideOfLevels() throws -> Int {
    let side = try integer("side", in: sides)
    guard side & (side - 1) == 0 else {
      throw fault("side", expected: "a power of two", found: "\(side)")
    }
    return side
  }
}

extension ResidualGenerator.Configuration {
  fileprivate init(_ fields: HeaderFields) throws {
    self.init(
      side: try fields.sideOfLevels(), textWidth: try fields.integer("text_width", in: limit),
      channels: try fields.integer("channels", in: finestLimit))
  }
}

extension StyleGenerator.Configuration {
  fileprivate init(_ fields: HeaderFields) throws {
    self.init(
      side: try fields.sideOfLevels(), textWidth: try fields.integer("text_width", in: limit),
      channels: try fields.integer("channels", in: finestLimit),
      width: try fields.integer("width", in: limit),
      layers: try fields.integer("layers", in: 1...64))
  }
}

extension UNetGenerator.Configuration {
  fileprivate init(_ fields: HeaderFields) throws {
    let textWidth = try fields.integer("text_width", in: limit)
    guard textWidth % 4 == 0 else {
      throw fields.fault("text_width", expected: "a multiple of 4", found: "\(textWidth)")
    }
    let choices = try fields.integers("choices", in: limit)
    guard !choices.isEmpty else {
      throw fields.fault("choices", expected: "one number or more", found: "none")
    }
    self.init(
      side: try fields.sideOfLevels(), textWidth: textWidth,
      channels: try fields.integer("channels", in: finestLimit), choices: choices)
  }
}
