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
  init(_ fields: JSONField) throws {
    let kind = try fields["kind"]
    switch try kind.text() {
    case "slots": self = .slots(try SlotGenerator.Configuration(fields))
    case "dcgan": self = .dcgan(try DCGANGenerator.Configuration(fields))
    case "conditional": self = .conditional(try ConditionalGenerator.Configuration(fields))
    case "residual": self = .residual(try ResidualGenerator.Configuration(fields))
    case "unet": self = .unet(try UNetGenerator.Configuration(fields))
    case "style": self = .style(try StyleGenerator.Configuration(fields))
    default: throw kind.fault(expected: "a generator this version knows")
    }
  }
}

private let limit = 1...4096
private let sides = 16...512

extension SlotGenerator.Configuration {
  fileprivate init(_ fields: JSONField) throws {
    let side = try fields["side"].integer(in: sides)
    let slots = try fields["slots"].integer(in: limit)
    let width = try fields["width"].integer(in: limit)
    guard side & (side - 1) == 0, width % 4 == 0 else {
      throw try fields["width"].fault(
        expected: "a width that is a multiple of 4, a side that is a power of two",
        found: "\(width), \(side)")
    }
    self.init(
      side: side, textWidth: try fields["text_width"].integer(in: limit), slots: slots,
      codeWidth: try fields["code_width"].integer(in: limit),
      codes: try fields["codes"].integer(in: 1...65536), width: width,
      mixers: try fields["mixers"].integer(in: 1...64),
      paint: try fields["paint"].integer(in: limit))
  }
}

extension DCGANGenerator.Configuration {
  fileprivate init(_ fields: JSONField) throws {
    let side = try fields["side"].integer(in: sides)
    let channels = try fields["channels"].integer(in: limit)
    guard side & (side - 1) == 0, 8 * channels % (side / 8) == 0 else {
      throw try fields["channels"].fault(
        expected: "channels that halve up to a side that is a power of two",
        found: "\(channels), \(side)")
    }
    self.init(
      side: side, textWidth: try fields["text_width"].integer(in: limit), channels: channels)
  }
}

/// The most channels of the finest level; the coarsest have eight times as many.
private let finestLimit = 1...512

extension JSONField {
  /// The side of pictures that networks of levels draw.
  fileprivate func sideOfLevels() throws -> Int {
    let side = try integer(in: sides)
    guard side & (side - 1) == 0 else { throw fault(expected: "a power of two") }
    return side
  }
}

extension ResidualGenerator.Configuration {
  fileprivate init(_ fields: JSONField) throws {
    self.init(
      side: try fields["side"].sideOfLevels(),
      textWidth: try fields["text_width"].integer(in: limit),
      channels: try fields["channels"].integer(in: finestLimit))
  }
}

extension StyleGenerator.Configuration {
  fileprivate init(_ fields: JSONField) throws {
    self.init(
      side: try fields["side"].sideOfLevels(),
      textWidth: try fields["text_width"].integer(in: limit),
      channels: try fields["channels"].integer(in: finestLimit),
      width: try fields["width"].integer(in: limit),
      layers: try fields["layers"].integer(in: 1...64))
  }
}

extension UNetGenerator.Configuration {
  fileprivate init(_ fields: JSONField) throws {
    let textWidth = try fields["text_width"].integer(in: limit)
    guard textWidth % 4 == 0 else {
      throw try fields["text_width"].fault(expected: "a multiple of 4")
    }
    let choices = try fields["choices"].array().map { try $0.integer(in: limit) }
    guard !choices.isEmpty else {
      throw try fields["choices"].fault(expected: "one number or more", found: "none")
    }
    self.init(
      side: try fields["side"].sideOfLevels(), textWidth: textWidth,
      channels: try fields["channels"].integer(in: finestLimit), choices: choices)
  }
}
