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
  init(_ fields: HeaderFields) throws {
    var architecture = TextEncoder.Architecture.transformer
    if fields.value["architecture"] != nil {
      let name = try fields.text("architecture")
      guard let known = TextEncoder.Architecture(rawValue: name) else {
        throw fields.fault(
          "architecture", expected: "a text encoder this version knows", found: name)
      }
      architecture = known
    }
    self.init(
      architecture: architecture,
      vocabularySize: try fields.integer("vocabulary_size", in: 1...1_000_000),
      length: try fields.integer("length", in: 1...4096),
      width: try fields.integer("width", in: 1...4096))
    switch architecture {
    case .transformer:
      layers = try fields.integer("layers", in: 0...64)
      heads = try fields.integer("heads", in: 1...64)
      hasPositions = try fields.flag("has_positions")
      guard width % heads == 0 else {
        throw fields.fault("heads", expected: "a divisor of the width \(width)", found: "\(heads)")
      }
    case .bag: break
    case .labels:
      labels = try fields.rows("labels", in: 0...(vocabularySize - 1)).map { $0.map(Int32.init) }
      if labels.isEmpty { throw fields.fault("labels", expected: "labels", found: "none") }
      if let empty = labels.firstIndex(of: []) {
        throw fields.fault("labels[\(empty)]", expected: "one piece or more", found: "none")
      }
    case .gru:
      guard width % 2 == 0 else {
        throw fields.fault("width", expected: "an even width", found: "\(width)")
      }
    }
  }
}
