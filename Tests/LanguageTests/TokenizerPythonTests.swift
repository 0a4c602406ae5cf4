import Files
import Language
import TestSupport
import Testing

/// `Fixtures/tokenizer_fixture.py` wrote the model and what Python's sentencepiece makes of it.
@Suite struct TokenizerAgainstPython {
  @Test func sameModelSameIdsAndPieces() throws {
    let path = tokenizerFixture
    let tokenizer = try Tokenizer(modelBytes: try readFile(path), path: path)
    let expected = try JSONValue.parse(
      try readFile(fixturePath("tokenizer.json")), path: "tokenizer.json")
    let cases = try #require(expected.elements)
    #expect(cases.count == 14)
    for item in cases {
      let encoding = try tokenizer.encode(try #require(item["text"]?.string))
      #expect(encoding.ids.map(Int.init) == item["ids"]?.elements?.compactMap(\.int))
      #expect(encoding.pieces == item["pieces"]?.elements?.compactMap(\.string))
    }
  }
}
