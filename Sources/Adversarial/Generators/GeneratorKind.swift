import Files

/// The kinds of generators, by the names that specs and model files have for them.
public enum GeneratorKind: String, CaseIterable, Sendable {
  /// Slots that find places and paint; see `SlotGenerator`.
  case slots
  /// Transposed convolutions; see `DCGANGenerator`.
  case dcgan
  /// The same, normalized as a class says; see `ConditionalGenerator`.
  case conditional
  /// Residual blocks that text modulates; see `ResidualGenerator`.
  case residual
  /// Styles; see `StyleGenerator`.
  case style
  /// A U-Net from outlines to pictures; see `UNetGenerator`.
  case unet

  /// What generators of this kind are built from.
  fileprivate var configuration: any GeneratorConfiguration.Type {
    switch self {
    case .slots: SlotGenerator.Configuration.self
    case .dcgan: DCGANGenerator.Configuration.self
    case .conditional: ConditionalGenerator.Configuration.self
    case .residual: ResidualGenerator.Configuration.self
    case .style: StyleGenerator.Configuration.self
    case .unet: UNetGenerator.Configuration.self
    }
  }
}

extension JSONField {
  /// The configuration of a generator of any kind, as its `json` wrote it.
  ///
  /// - Throws: `InputError` (`invalid`).
  public func generatorConfiguration() throws -> any GeneratorConfiguration {
    let kind = try self["kind"]
    guard let known = GeneratorKind(rawValue: try kind.text()) else {
      throw kind.fault(expected: "a generator this version knows")
    }
    return try known.configuration.init(self)
  }
}
