import Experiments
import Files
import Testing

/// Reads JSON text as a `Recipe`; the problems where it is faulty.
private func problems(_ text: String) throws -> [String] {
  do {
    _ = try recipe(text)
    return []
  } catch let error as SpecError {
    return error.problems.map(\.description)
  }
}

private func recipe(_ text: String) throws -> ResolvedSpec<Recipe> {
  try readSpec(from: JSONValue.parse(Array(text.utf8), path: "test"), path: "recipe.json")
}

private struct Recipe: SpecReadable {
  let name: String
  let note: String?
  let batchSize: Int
  let rate: Double
  let shuffle: Bool
  let flavor: Flavor
  let limits: Limits
  let parts: [Limits]
  let words: [String]

  enum Flavor: String, CaseIterable { case plain, fancy }

  struct Limits: SpecReadable {
    let low: Int
    let high: Int

    init(_ fields: SpecReader) {
      low = fields.integer("low", default: 0, in: 0...9, "the least")
      high = fields.integer("high", default: 9, in: 0...9, "the most")
      if low > high { fields.problem("high", expected: "at least \(low)", found: "\(high)") }
    }
  }

  init(_ fields: SpecReader) {
    name = fields.text("name", "what it is called")
    note = fields.optionalText("note", "a remark")
    batchSize = fields.integer("batchSize", default: 16, in: 1...4096, "pictures a step")
    rate = fields.number("rate", default: 0.5, in: 0...1, "a rate")
    shuffle = fields.flag("shuffle", default: true, "whether the order is random")
    flavor = fields.choice("flavor", default: .plain, "the flavour")
    limits = fields.object("limits", "bounds", Limits.init)
    parts = fields.objects("parts", "more bounds", Limits.init)
    words = fields.texts("words", default: ["a"], "words")
  }
}

@Suite struct SpecReaderTests {
  @Test func defaultsFillWhatIsAbsent() throws {
    let resolved = try recipe(#"{"name": "x"}"#)
    #expect(resolved.spec.batchSize == 16)
    #expect(resolved.spec.note == nil)
    #expect(resolved.spec.flavor == .plain)
    #expect(
      resolved.json.canonicalText() == """
        {"batchSize":16,"flavor":"plain","limits":{"high":9,"low":0},"name":"x","parts":[],\
        "rate":0.5,"shuffle":true,"words":["a"]}
        """)
  }

  @Test func givenValuesAreReadAndWrittenBack() throws {
    let text = """
      {"batchSize":4,"flavor":"fancy","limits":{"high":3,"low":2},"name":"x","note":"n",\
      "parts":[{"high":9,"low":1}],"rate":0.25,"shuffle":false,"words":["b","c"]}
      """
    let resolved = try recipe(text)
    #expect(resolved.spec.limits.low == 2)
    #expect(resolved.spec.parts.first?.low == 1)
    #expect(resolved.spec.words == ["b", "c"])
    #expect(resolved.json.canonicalText() == text)
  }

  @Test func theHashIsOfTheMeaning() throws {
    let short = try recipe(#"{"name": "x"}"#)
    let long = try recipe(#"{"rate": 5e-1, "batchSize": 16.0, "name": "x"}"#)
    #expect(short.hash == long.hash)
    #expect(try recipe(#"{"name": "x", "rate": 0.6}"#).hash != short.hash)
  }

  @Test func everyFaultIsReportedAtOnce() throws {
    let text = """
      {"batchsize": 3, "batchSize": -3, "rate": "fast", "flavor": "salty", "shuffle": 1,
       "limits": {"low": 12, "hihg": 2}, "parts": [{}, {"low": null}, 7], "words": ["a", 2]}
      """
    #expect(
      try problems(text) == [
        "$.name: expected a line of text, found nothing",
        "$.batchSize: expected a whole number from 1 to 4096, found -3",
        "$.rate: expected a number from 0 to 1, found \"fast\"",
        "$.shuffle: expected true or false, found 1",
        "$.flavor: expected one of \"plain\", \"fancy\", found \"salty\"",
        "$.limits.low: expected a whole number from 0 to 9, found 12",
        "$.limits.hihg: expected one of the keys low, high, found an unknown key; "
          + "did you mean \"high\"?",
        "$.parts[1].low: expected a whole number from 0 to 9, found null",
        "$.parts[2]: expected an object, found 7",
        "$.words: expected an array of strings, found an array",
        "$.batchsize: expected one of the keys name, note, batchSize, rate, shuffle, flavor, "
          + "limits, parts, words, found an unknown key; did you mean \"batchSize\"?",
      ])
  }

  @Test func checksAcrossFieldsNeedSoundFields() throws {
    #expect(
      try problems(#"{"name": "x", "limits": {"low": 5, "high": 3}}"#) == [
        "$.limits.high: expected at least 5, found 3"
      ])
    #expect(
      try problems(#"{"name": "x", "limits": {"low": 5, "high": -3}}"#) == [
        "$.limits.high: expected a whole number from 0 to 9, found -3"
      ])
  }

  @Test(arguments: ["[]", "3", "null"])
  func aSpecIsAnObject(_ text: String) throws {
    #expect(try problems(text).count == 1)
  }

  @Test(arguments: ["1.5", "1e300", "\"16\"", "true", "[16]", "0", "4097"])
  func wholeNumbersAreStrict(_ text: String) throws {
    #expect(try problems("{\"name\": \"x\", \"batchSize\": \(text)}").count == 1)
  }

  @Test func declaredFieldsCarryKindAndDefault() throws {
    let fields = declaredFields(of: Recipe.self)
    #expect(
      fields.map(\.key) == [
        "name", "note", "batchSize", "rate", "shuffle", "flavor", "limits", "parts", "words",
      ])
    let batch = try #require(fields.first { $0.key == "batchSize" })
    #expect(batch.kind == .integer(1...4096))
    #expect(batch.defaultValue == 16)
    guard case .object(let inner) = try #require(fields.first { $0.key == "limits" }).kind else {
      Issue.record("limits is not declared as an object")
      return
    }
    #expect(inner.map(\.key) == ["low", "high"])
  }
}
