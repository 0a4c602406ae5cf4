import Files
import Testing

private func parse(_ text: String) throws -> JSONValue {
  try JSONValue.parse(text.utf8, path: "spec.json")
}

@Suite struct JSONParsing {
  @Test func readsEveryKindOfValueInOrder() throws {
    let value = try parse(
      #" {"b": [1, -2.5, 1e3, true, false, null], "a": {"text": "x\"\\\/\b\f\n\r\tA"}} "#)
    let expected: JSONValue = [
      "b": [1, -2.5, 1000, true, false, .null],
      "a": ["text": "x\"\\/\u{8}\u{C}\n\r\tA"],
    ]
    #expect(value == expected)
    #expect(value["b"]?.elements?[1].double == -2.5)
    #expect(value["a"]?["text"]?.string?.count == 10)
    #expect(value["c"] == nil)
  }

  @Test func readsUnicodeEscapesAndRawText() throws {
    #expect(try parse(#""\ud83d\ude00\u00e9""#) == "😀é")
    #expect(try parse("\"😀é\"") == "😀é")
  }

  @Test func keepsWholeNumbersExact() throws {
    #expect(try parse("9223372036854775807") == .integer(.max))
    #expect(try parse("-9223372036854775808") == .integer(.min))
    #expect(try parse("9007199254740993") == .integer(9_007_199_254_740_993))
    #expect(try parse("2.0") == 2)
    #expect(try parse("-0") == 0)
  }

  @Test(arguments: [
    "", " ", "{", "[", "[1", "[1,", "[1,]", "[,1]", "{\"a\"", "{\"a\":", "{\"a\":1,}", "{a:1}",
    "{'a':1}", "nul", "nulll", "tru", "True", "01", "-", "-01", "1.", ".5", "1e", "1e+", "+1",
    "0x1", "1e400", "9223372036854775808", "NaN", "Infinity", "\"", "\"a", "\"\\\"", "\"\\x\"",
    "\"\\u12\"", "\"\\u12G4\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"\n\"",
    "\"\u{1}\"", "1 2", "[1] x", "\u{FEFF}1", "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}",
    "// c\n1",
  ])
  func rejects(_ text: String) {
    #expect(throws: InputError.self) { try parse(text) }
  }

  @Test(
    arguments: [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
      [0x22, 0xE2, 0x82, 0x22], [0xFF], [0x31, 0x00],
    ] as [[UInt8]])
  func rejectsBytesThatAreNotText(_ bytes: [UInt8]) {
    #expect(throws: InputError.self) { try JSONValue.parse(bytes, path: "x") }
  }

  @Test func limitsNesting() throws {
    let deep = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
    _ = try parse(deep(128))
    #expect(throws: InputError.self) { try parse(deep(129)) }
    #expect(throws: InputError.self) { try parse(String(repeating: "{\"a\":", count: 100_000)) }
  }

  @Test func namesThePlaceOfAFault() {
    let error = #expect(throws: InputError.self) { try parse(#"{"a": 1, "a": 2}"#) }
    #expect(
      error?.description
        == #"spec.json: byte 9: expected no key twice, found "a" again"#)
    let large = #expect(throws: InputError.self) { try parse("[18446744073709551616]") }
    #expect(
      large?.description
        == "spec.json: byte 1: expected a whole number of 64 bits, found 18446744073709551616")
    let below = #expect(throws: InputError.self) { try parse("{\n  \"a\": 1,\n  b: 2\n}") }
    #expect(
      below?.description
        == #"spec.json:3:3: expected a key in double quotes, found "b""#)
    let atTheEnd = #expect(throws: InputError.self) { try parse("[1,\n") }
    #expect(
      atTheEnd?.description == "spec.json:2:1: expected a JSON value, found the end of the text")
  }

  @Test func survivesEveryTruncationAndByteChange() throws {
    let bytes = Array(#"{"a\u00e9": [1.5e-3, "x\ud83d\ude00", {"b": null}], "c": true}"#.utf8)
    for length in 0..<bytes.count {
      #expect(throws: InputError.self) { try JSONValue.parse(bytes[..<length], path: "x") }
    }
    for i in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[i] ^= 1 << UInt8(bit)
        if let value = try? JSONValue.parse(changed, path: "x") {
          #expect(try JSONValue.parse(value.canonicalBytes(), path: "x") == sorted(value))
        }
      }
    }
  }
}

/// `value` with every object's members sorted as the canonical text sorts them.
private func sorted(_ value: JSONValue) -> JSONValue {
  switch value {
  case .array(let elements): .array(elements.map(sorted))
  case .object(let members):
    .object(
      members.map { .init($0.key, sorted($0.value)) }
        .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
  default: value
  }
}

@Suite struct JSONWriting {
  @Test func sortsKeysAndEscapesLittle() {
    let value: JSONValue = ["b": [1, 2.5, .null, true], "a": "q\"\\/\n\u{1}\u{1F}é😀", "Z": [:]]
    #expect(
      value.canonicalText()
        == #"{"Z":{},"a":"q\"\\/\n\u0001\u001fé😀","b":[1,2.5,null,true]}"#)
  }

  @Test func indentsOnRequest() {
    let value: JSONValue = ["b": [1, []], "a": [:]]
    #expect(
      value.canonicalText(pretty: true)
        == "{\n  \"a\": {},\n  \"b\": [\n    1,\n    []\n  ]\n}")
  }

  @Test(
    arguments: [
      0.1, 0.3333333333333333, .leastNonzeroMagnitude, 1.7976931348623157e308, 1e20, 1e-7, 0x1.8p60,
      -2.5,
      0.10000000149011612, 123456789.125,
    ] as [Double])
  func numbersReadBackToTheSameBits(_ value: Double) throws {
    let text = JSONValue.number(value).canonicalText()
    #expect(try parse(text).double?.bitPattern == value.bitPattern)
  }

  @Test func equalNumbersHaveOneText() {
    #expect(JSONValue.number(2).canonicalText() == "2")
    #expect(JSONValue.number(-0.0).canonicalText() == "0")
    #expect(JSONValue.number(.nan).canonicalText() == "null")
    #expect(JSONValue.exactly(3) == 3)
  }
}
