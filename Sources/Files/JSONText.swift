extension JSONValue {
  /// The number `value`: whole where it is exactly a whole number of at most 2^53.
  ///
  /// Makes values that are read and values that are computed compare equal.
  public static func exactly(_ value: Double) -> JSONValue {
    value.magnitude <= 0x1p53 && value == value.rounded() ? .integer(Int(value)) : .number(value)
  }

  /// The one text of this value, the same for equal content.
  ///
  /// Keys are sorted by their UTF-8 bytes; numbers are the shortest that read back to the same
  /// value, whole ones without a fraction; strings escape only quotes, backslashes and control
  /// characters. Numbers that are not finite are written as `null`.
  ///
  /// - Parameter pretty: One member or element a line, indented by two spaces, instead of no
  ///   white space at all.
  /// - Returns: The text, with no line end after the last line.
  public func canonicalText(pretty: Bool = false) -> String {
    String(decoding: canonicalBytes(pretty: pretty), as: UTF8.self)
  }

  /// The UTF-8 bytes of `canonicalText`.
  public func canonicalBytes(pretty: Bool = false) -> [UInt8] {
    var writer = JSONWriter(pretty: pretty)
    writer.write(self)
    return writer.text
  }

  /// The bytes of a file of this value alone: the pretty canonical text and a line end.
  public var fileBytes: [UInt8] { canonicalBytes(pretty: true) + [UInt8(ascii: "\n")] }
}

private struct JSONWriter {
  let pretty: Bool
  var text: [UInt8] = []
  private var depth = 0

  init(pretty: Bool) { self.pretty = pretty }

  mutating func write(_ value: JSONValue) {
    switch value {
    case .null: text += "null".utf8
    case .bool(let value): text += (value ? "true" : "false").utf8
    case .integer(let value): text += String(value).utf8
    case .number(let value): write(number: value)
    case .string(let value): write(string: value)
    case .array(let elements):
      enclose("[", elements, "]") { $0.write($1) }
    case .object(let members):
      let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      enclose("{", sorted, "}") { writer, member in
        writer.write(string: member.key)
        writer.text += (writer.pretty ? ": " : ":").utf8
        writer.write(member.value)
      }
    }
  }

  private mutating func write(number value: Double) {
    if case .integer(let whole) = JSONValue.exactly(value) {
      text += String(whole).utf8
    } else {
      text += (value.isFinite ? value.description : "null").utf8
    }
  }

  private mutating func enclose<Item>(
    _ opening: Unicode.Scalar, _ items: [Item], _ closing: Unicode.Scalar,
    _ writeItem: (inout JSONWriter, Item) -> Void
  ) {
    text.append(UInt8(ascii: opening))
    depth += 1
    for (i, item) in items.enumerated() {
      if i > 0 { text.append(UInt8(ascii: ",")) }
      startLine()
      writeItem(&self, item)
    }
    depth -= 1
    if !items.isEmpty { startLine() }
    text.append(UInt8(ascii: closing))
  }

  private mutating func startLine() {
    guard pretty else { return }
    text.append(UInt8(ascii: "\n"))
    text += repeatElement(UInt8(ascii: " "), count: 2 * depth)
  }

  private mutating func write(string: String) {
    text.append(UInt8(ascii: "\""))
    for byte in string.utf8 {
      switch byte {
      case UInt8(ascii: "\""): text += "\\\"".utf8
      case UInt8(ascii: "\\"): text += "\\\\".utf8
      case 0x08: text += "\\b".utf8
      case 0x09: text += "\\t".utf8
      case 0x0A: text += "\\n".utf8
      case 0x0C: text += "\\f".utf8
      case 0x0D: text += "\\r".utf8
      case 0..<0x10: text += "\\u000\(String(byte, radix: 16))".utf8
      case 0x10..<0x20: text += "\\u00\(String(byte, radix: 16))".utf8
      default: text.append(byte)
      }
    }
    text.append(UInt8(ascii: "\""))
  }
}
