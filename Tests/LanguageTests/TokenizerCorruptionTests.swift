import Files
import Language
import Tensors
import Testing

/// Damaged models throw or still encode; they never end the process.
@Suite struct TokenizerCorruption {
  let model: [UInt8]
  let texts = ["a LARGE red circle", "zebra 😀 ﷺ ﬁ Ⅷ ㌀", "", "e\u{301}\u{FF21}\u{3000}▁\0"]

  init() throws {
    model = try Tokenizer.train(captions: trainingCaptions, vocabularySize: 128).modelBytes
  }

  private func use(_ bytes: [UInt8]) throws {
    let tokenizer = try Tokenizer(modelBytes: bytes, path: "damaged")
    for text in texts {
      let encoding = try tokenizer.encode(text)
      _ = try tokenizer.decode(encoding.ids)
    }
  }

  /// Runs `use`; any error but `InputError` is a failure.
  ///
  /// - Returns: Whether the bytes were refused.
  private func isRefused(_ bytes: [UInt8]) -> Bool {
    do { try use(bytes) } catch is InputError { return true } catch { Issue.record(error) }
    return false
  }

  @Test func soundModelsPass() throws { try use(model) }

  @Test func otherBytesAreErrors() {
    for bytes in [[], [0], Array("not a model".utf8), [UInt8](repeating: 255, count: 4096)] {
      let error = #expect(throws: InputError.self) {
        try Tokenizer(modelBytes: bytes, path: "damaged")
      }
      #expect(error?.path == "damaged")
    }
  }

  @Test func truncationsAreErrorsOrUsable() throws {
    let halves = (0..<200).map { isRefused(Array(model.prefix(model.count * $0 / 200))) }
    #expect(halves.prefix(100).allSatisfy { $0 })
    for i in 0..<200 { _ = isRefused(Array(model.dropLast(i))) }
  }

  @Test func flippedBitsAreErrorsOrUsable() throws {
    var random = RandomSource(seed: 7)
    var refused = 0
    for i in 0..<600 {
      var bytes = model
      // Two thirds where the pieces and settings are, the others anywhere: mostly in the rules.
      let range = i % 3 == 0 ? 0..<model.count : 0..<2000
      for _ in 0...(i % 4) {
        let at =
          i % 3 == 1
          ? model.count - 1 - Int.random(in: 0..<500, using: &random)
          : Int.random(in: range, using: &random)
        bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      }
      if isRefused(bytes) { refused += 1 }
    }
    #expect(refused > 0)
  }

  @Test func aWildStepInTheRulesIsAnError() throws {
    // The trie's root stands after the rules' length; make it point far outside.
    let name = Array("nmt_nfkc_cf".utf8)
    let start = try #require(
      model.indices.first { model[$0...].starts(with: name) })
    let root = start + name.count + 4 + 4
    var bytes = model
    for i in root..<root + 4 { bytes[i] = 0x7F }
    #expect(throws: InputError.self) { try Tokenizer(modelBytes: bytes, path: "damaged") }
  }
}
