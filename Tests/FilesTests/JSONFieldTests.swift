import Files
import Testing

@Suite struct JSONFieldTests {
  private enum Size: String, CaseIterable { case small, large }

  private let document: JSONField

  init() throws {
    document = try JSONField(
      parsing: #"{"a": {"b": [1, [7], "x"]}, "size": "large", "on": true, "none": null, "c": 0.5}"#
        .utf8, in: "f.json:3")
  }

  /// What the fault of a reading says.
  private func message<Value>(_ read: (JSONField) throws -> Value) throws -> String {
    let error = try #require(throws: InputError.self) { _ = try read(document) }
    #expect(error.kind == .invalid)
    return error.description
  }

  @Test func readsEveryKindOfValue() throws {
    let b = try document["a"]["b"].array()
    #expect(try b[0].integer(in: 1...1) == 1)
    #expect(try b[1].array()[0].integer(in: 0...Int.max) == 7)
    #expect(try b[2].text() == "x")
    #expect(try document["size"].choice() == Size.large)
    #expect(try document["on"].flag())
    try document["a"].checkKeys(["b", "unused"])
  }

  @Test func whatIsOptionalMayBeLeftOutOrNull() throws {
    #expect(try document.optional("size")?.text() == "large")
    #expect(try document.optional("none") == nil)
    #expect(try document.optional("nowhere") == nil)
    #expect(try document["none"].value == .null)
    #expect(try document["nowhere"].value == nil)
    #expect(
      try message { try $0.optional("c")?.text() }
        == "f.json:3: $.c: expected a string, found 0.5")
  }

  @Test func whatIsMissingIsNothing() throws {
    #expect(
      try message { try $0["text"].text() }
        == "f.json:3: $.text: expected a string, found nothing")
    #expect(
      try message { try $0["inner"]["key"].text() }
        == "f.json:3: $.inner: expected an object, found nothing")
  }

  @Test func anotherKindOfValueIsToldAsItStands() throws {
    #expect(
      try message { try $0["none"].text() } == "f.json:3: $.none: expected a string, found null")
    #expect(
      try message { try $0["on"].array() } == "f.json:3: $.on: expected an array, found true")
    #expect(
      try message { try $0["size"].flag() }
        == #"f.json:3: $.size: expected true or false, found "large""#)
    #expect(
      try message { try $0["a"]["b"]["c"] }
        == "f.json:3: $.a.b: expected an object, found an array of 3")
    #expect(
      try message { try $0["a"]["b"].array()[1].optional("c") }
        == "f.json:3: $.a.b[1]: expected an object, found an array of 1")
    #expect(
      try message { try $0["a"].integer(in: 0...9) }
        == "f.json:3: $.a: expected a whole number from 0 to 9, found an object")
  }

  @Test func whatIsOutOfRangeIsToldWithTheRange() throws {
    func b(_ field: JSONField) throws -> JSONField { try field["a"]["b"].array()[0] }
    for range in [2...9, -9...0] {
      #expect(
        try message { try b($0).integer(in: range) }
          == "f.json:3: $.a.b[0]: expected a whole number from \(range.lowerBound) to "
          + "\(range.upperBound), found 1")
    }
    #expect(
      try message { try b($0).integer(in: 2...Int.max) }
        == "f.json:3: $.a.b[0]: expected a whole number, 2 or more, found 1")
    #expect(
      try message { try $0["c"].integer(in: 0...9) }
        == "f.json:3: $.c: expected a whole number from 0 to 9, found 0.5")
    #expect(
      try message { try $0["a"]["b"].array()[2].choice() as Size }
        == #"f.json:3: $.a.b[2]: expected one of small, large, found "x""#)
  }

  @Test func unknownKeysAreRefused() throws {
    #expect(
      try message { try $0.checkKeys(["none", "a", "on"]) }
        == #"f.json:3: $: expected the keys none, a, on, found "c""#)
    #expect(
      try message { try $0["on"].checkKeys([]) }
        == "f.json:3: $.on: expected an object, found true")
  }

  @Test func ownChecksNameTheValueOrWhatIsFoundInIt() throws {
    let field = try document["c"]
    #expect(
      field.fault(expected: "a half")
        == InputError(.invalid, path: "f.json:3: $.c", expected: "a half", found: "0.5"))
    #expect(field.fault(expected: "a half", found: "less").found == "less")
  }

  @Test func whatIsNoJSONIsRefused() throws {
    let error = try #require(throws: InputError.self) {
      try JSONField(parsing: "{".utf8, in: "f.json:3")
    }
    #expect(error.path == "f.json:3: byte 1")
  }
}
