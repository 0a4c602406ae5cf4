import Files
import Language

extension TextEncoder.Configuration {
  /// The configuration as it stands in a file's architecture.
  ///
  /// A transformer's has no "architecture", as in files from before there were others.
  var json: JSONValue {
    let common: [JSONValue.Member] = [
      .init("vocabulary_size", .integer(vocabularySize)), .init("length", .integer(length)),
      .init("width", .integer(width)),
    ]
    guard architecture == .transformer else {
      let named = [JSONValue.Member("architecture", .string(architecture.rawValue))] + common
      guard architecture == .labels else { return .object(named) }
      let rows = labels.map { row in JSONValue.array(row.map { .integer(Int($0)) }) }
      return .object(named + [.init("labels", .array(rows))])
    }
    return .object(
      common + [
        .init("layers", .integer(layers)), .init("heads", .integer(heads)),
        .init("has_positions", .bool(hasPositions)),
      ])
  }

  /// Reads a configuration that `json` wrote.
  ///
  /// - Throws: `InputError` (`invalid`).
  init(_ fields: JSONField) throws {
    var architecture = TextEncoder.Architecture.transformer
    let name = try fields["architecture"]
    if name.value != nil {
      guard let known = TextEncoder.Architecture(rawValue: try name.text()) else {
        throw name.fault(expected: "a text encoder this version knows")
      }
      architecture = known
    }
    self.init(
      architecture: architecture,
      vocabularySize: try fields["vocabulary_size"].integer(in: 1...1_000_000),
      length: try fields["length"].integer(in: 1...4096),
      width: try fields["width"].integer(in: 1...4096))
    switch architecture {
    case .transformer:
      layers = try fields["layers"].integer(in: 0...64)
      heads = try fields["heads"].integer(in: 1...64)
      hasPositions = try fields["has_positions"].flag()
      guard width % heads == 0 else {
        throw try fields["heads"].fault(expected: "a divisor of the width \(width)")
      }
    case .bag: break
    case .labels:
      let rows = try fields["labels"]
      let pieces = 0...(vocabularySize - 1)
      labels = try rows.array().map { row in
        let label = try row.array().map { Int32(try $0.integer(in: pieces)) }
        if label.isEmpty { throw row.fault(expected: "one piece or more", found: "none") }
        return label
      }
      if labels.isEmpty { throw rows.fault(expected: "labels", found: "none") }
    case .gru:
      guard width % 2 == 0 else {
        throw try fields["width"].fault(expected: "an even width")
      }
    }
  }
}
