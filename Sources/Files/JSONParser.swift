/// A recursive-descent reader of one JSON document.
struct JSONParser {
  let bytes: UnsafeBufferPointer<UInt8>
  let path: String
  private var position = 0
  private var depth = 0
  private static let deepest = 128

  init(bytes: UnsafeBufferPointer<UInt8>, path: String) {
    self.bytes = bytes
    self.path = path
  }

  /// The only value, with nothing but white space around it.
  mutating func document() throws -> JSONValue {
    let result = try value()
    guard peek() == nil else { throw fault("the end of the document") }
    return result
  }

  /// The next byte that is not white space, not taken.
  private mutating func peek() -> UInt8? {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return bytes[position]
      }
    }
    return nil
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    position += 1
    return true
  }

  private mutating func value() throws -> JSONValue {
    guard let first = peek() else { throw fault("a JSON value") }
    switch first {
    case UInt8(ascii: "{"): return .object(try nested { try $0.members() })
    case UInt8(ascii: "["): return .array(try nested { try $0.elements() })
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw fault("a JSON value")
    }
  }

  /// Takes the opening bracket and runs `body` one level down.
  private mutating func nested<T>(_ body: (inout JSONParser) throws -> T) throws -> T {
    guard depth < Self.deepest else { throw fault("at most \(Self.deepest) levels of nesting") }
    depth += 1
    position += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  private mutating func members() throws -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    var keys: Set<String> = []
    if take(UInt8(ascii: "}")) { return members }
    while true {
      guard peek() == UInt8(ascii: "\"") else { throw fault("a key in double quotes") }
      let start = position
      let key = try string()
      guard keys.insert(key).inserted else {
        throw fault("no key twice", at: start, found: "\"\(key)\" again")
      }
      guard take(UInt8(ascii: ":")) else { throw fault("\":\"") }
      members.append(JSONValue.Member(key, try value()))
      if take(UInt8(ascii: "}")) { return members }
      guard take(UInt8(ascii: ",")) else { throw fault("\",\" or \"}\"") }
    }
  }

  private mutating func elements() throws -> [JSONValue] {
    var elements: [JSONValue] = []
    if take(UInt8(ascii: "]")) { return elements }
    while true {
      elements.append(try value())
      if take(UInt8(ascii: "]")) { return elements }
      guard take(UInt8(ascii: ",")) else { throw fault("\",\" or \"]\"") }
    }
  }

  private mutating func literal(_ text: StaticString, _ value: JSONValue) throws -> JSONValue {
    for i in 0..<text.utf8CodeUnitCount {
      guard position + i < bytes.count, bytes[position + i] == text.utf8Start[i] else {
        throw fault("\(text)")
      }
    }
    position += text.utf8CodeUnitCount
    return value
  }

  private mutating func number() throws -> JSONValue {
    let start = position
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    let leadingZero = position < bytes.count && bytes[position] == UInt8(ascii: "0")
    let wholeDigits = try digits()
    guard !(leadingZero && wholeDigits > 1) else {
      throw fault("no leading zeros", at: start)
    }
    var isWhole = true
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      isWhole = false
      _ = try digits()
    }
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      isWhole = false
      if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == 0x2D {
        position += 1
      }
      _ = try digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole {
      guard let whole = Int(text) else {
        throw fault("a whole number of 64 bits", at: start, found: "\(text.prefix(40))")
      }
      return .integer(whole)
    }
    guard let value = Double(text), value.isFinite else {
      throw fault(
        "a number within the range of a double", at: start, found: "\(text.prefix(40))")
    }
    return .exactly(value)
  }

  /// Takes one digit or more and says how many.
  private mutating func digits() throws -> Int {
    let start = position
    while position < bytes.count, bytes[position] &- 0x30 < 10 { position += 1 }
    guard position > start else { throw fault("a digit") }
    return position - start
  }

  private mutating func string() throws -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    var runStart = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        text += bytes[runStart..<position]
        position += 1
        guard let result = String(validating: text, as: UTF8.self) else {
          throw fault("text in UTF-8", at: start, found: "other bytes")
        }
        return result
      }
      guard byte >= 0x20 else { throw fault("control characters written as escapes") }
      position += 1
      if byte == UInt8(ascii: "\\") {
        text += bytes[runStart..<position - 1]
        text += String(try escape()).utf8
        runStart = position
      }
    }
    throw fault("\"\\\"\" at the end of the string")
  }

  /// The character an escape stands for; its backslash is taken already.
  private mutating func escape() throws -> Unicode.Scalar {
    guard position < bytes.count else { throw fault("an escape") }
    position += 1
    switch bytes[position - 1] {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw fault("one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u", at: position - 1)
    }
  }

  private mutating func unicodeEscape() throws -> Unicode.Scalar {
    let start = position - 2
    var code = try fourHexDigits()
    if 0xD800..<0xDC00 ~= code, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    {
      position += 2
      let low = try fourHexDigits()
      // A second half outside its range leaves `code` beyond Unicode or a lone surrogate.
      code = 0xDC00..<0xE000 ~= low ? 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00) : code
    }
    guard let scalar = Unicode.Scalar(code) else {
      throw fault("both halves of a surrogate pair", at: start, found: "one half")
    }
    return scalar
  }

  private mutating func fourHexDigits() throws -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard position < bytes.count,
        let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue
      else { throw fault("four hexadecimal digits") }
      code = code << 4 | UInt32(digit)
      position += 1
    }
    return code
  }

  private func fault(
    _ expected: String, at offset: Int? = nil, found: String? = nil
  ) -> InputError {
    let offset = offset ?? position
    var text = found ?? "the end of the text"
    if found == nil, offset < bytes.count {
      let byte = bytes[offset]
      text =
        0x21...0x7E ~= byte
        ? "\"\(Unicode.Scalar(byte))\"" : "byte 0x" + String(byte, radix: 16, uppercase: true)
    }
    return InputError(.invalid, path: place(of: offset), expected: expected, found: text)
  }

  /// The byte on the first line, and line and column, as editors count them, below.
  private func place(of offset: Int) -> String {
    let before = bytes.prefix(offset)
    guard let lineBreak = before.lastIndex(of: UInt8(ascii: "\n")) else {
      return "\(path): byte \(offset)"
    }
    let line = 1 + before.count { $0 == UInt8(ascii: "\n") }
    return "\(path):\(line):\(offset - lineBreak)"
  }
}
