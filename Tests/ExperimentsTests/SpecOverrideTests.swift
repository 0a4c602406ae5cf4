import Experiments
import Files
import Testing

@Suite struct SpecOverrideTests {
  private func changed(_ text: String, _ overrides: String...) throws -> String {
    var json = try JSONValue.parse(Array(text.utf8), path: "test")
    for override in overrides { try json.apply(SpecOverride(override)) }
    return json.canonicalText()
  }

  @Test func valuesAreReplacedAndAdded() throws {
    #expect(try changed(#"{"a":{"b":1,"c":2}}"#, "a.b=3") == #"{"a":{"b":3,"c":2}}"#)
    #expect(try changed(#"{}"#, "$.a.b.c=[1,2]") == #"{"a":{"b":{"c":[1,2]}}}"#)
    #expect(try changed(#"{"a":{"b":1}}"#, "a=2", "a=3") == #"{"a":3}"#)
  }

  @Test(arguments: [
    ("a=2", "2"), ("a=2.5e-4", "0.00025"), ("a=true", "true"), ("a=hinge", "\"hinge\""),
    ("a=\"7\"", "\"7\""), ("a=", "\"\""), ("a=b=c", "\"b=c\""),
  ])
  func valuesAreJSONOrElseStrings(_ override: String, _ expected: String) throws {
    #expect(try changed("{}", override) == "{\"a\":\(expected)}")
  }

  @Test(arguments: ["a", "=3", "a..b=3", ".a=3", "a.=3", ""])
  func malformedOverridesAreRefused(_ override: String) throws {
    #expect(throws: InputError.self) { try SpecOverride(override) }
  }

  @Test func pathsThroughScalarsAreRefused() throws {
    let error = try #require(throws: InputError.self) { try changed(#"{"a":{"b":1}}"#, "a.b.c=3") }
    #expect(
      error.description == "--set a.b.c=3: expected an object at \"b\", found a number")
  }
}
