import Language
import Tensors
import Testing

@Suite("Text encoder") struct TextEncoderTests {
  private let encoder = TextEncoder(
    TextEncoder.Configuration(vocabularySize: 20, length: 6, width: 8, layers: 1, heads: 2),
    seed: 3)

  private func sentence(_ ids: [[Int32]]) -> [Float] {
    encoder(ids, padding: 0).sentence.elements
  }

  /// The largest difference between elements; not a number where one is none.
  private func difference(_ left: [Float], _ right: [Float]) -> Float {
    let differences = zip(left, right).map { abs($0 - $1) }
    return differences.contains(where: \.isNaN) ? .nan : differences.max() ?? 0
  }

  @Test("shapes") func shapes() {
    let features = encoder([[5, 6, 7, 0, 0, 0], [5, 0, 0, 0, 0, 0]], padding: 0)
    #expect(features.sentence.shape == [2, 8])
    #expect(features.words.shape == [2, 6, 8])
    #expect(features.mask.shape == [2, 1, 1, 6])
    #expect(
      features.mask.elements.map { $0 == 0 }
        == [5, 6, 7, 0, 0, 0, 5, 0, 0, 0, 0, 0].map { $0 != 0 })
  }

  @Test("the order of words matters") func order() {
    let straight = sentence([[5, 6, 7, 8, 9, 0]])
    #expect(difference(straight, sentence([[9, 6, 7, 8, 5, 0]])) > 0.01)
    #expect(difference(straight, sentence([[5, 6, 7, 8, 9, 0]])) == 0)
  }

  @Test("without positions it does not") func bag() {
    let bag = TextEncoder(
      TextEncoder.Configuration(
        vocabularySize: 20, length: 6, width: 8, layers: 1, heads: 2, hasPositions: false),
      seed: 3)
    func sentence(_ ids: [Int32]) -> [Float] { bag([ids], padding: 0).sentence.elements }
    #expect(difference(sentence([5, 6, 7, 8, 9, 0]), sentence([9, 6, 7, 8, 5, 0])) < 1e-5)
    #expect(difference(sentence([5, 6, 7, 8, 9, 0]), sentence([5, 6, 7, 8, 8, 0])) > 0.01)
  }

  @Test("neither padding nor other captions of the batch matter") func independence() {
    let alone = encoder([[5, 6, 0, 0, 0, 0]], padding: 0).sentence.elements
    let among = encoder([[5, 6, 0, 0, 0, 0], [9, 8, 7, 6, 5, 4]], padding: 0).sentence.elements
    #expect(difference(alone, Array(among.prefix(8))) < 1e-5)
    // The same words with another id as padding: what stands there is not read.
    let padded = encoder([[5, 6, 1, 1, 1, 1]], padding: 1).sentence.elements
    #expect(difference(alone, padded) < 1e-5)
  }
}

@Suite("Blended features") struct BlendedFeaturesTests {
  private let encoder = TextEncoder(
    TextEncoder.Configuration(vocabularySize: 20, length: 4, width: 8, layers: 1, heads: 2),
    seed: 3)

  @Test("the sentence lies between, and the words of either side weigh as much as they should")
  func weights() {
    let first = encoder([[3, 4, 0, 0]], padding: 0)
    let second = encoder([[5, 6, 7, 0]], padding: 0)
    let blend = first.blended(with: second, share: 0.25)
    for (index, value) in blend.sentence.elements.enumerated() {
      let expected =
        0.75 * first.sentence.elements[index] + 0.25 * second.sentence.elements[index]
      #expect(abs(value - expected) < 1e-6)
    }
    #expect(blend.words.shape == [1, 8, 8])
    // With equal scores, attention is the share of each side over its number of words.
    let weights = blend.mask.softmax().elements
    let expected: [Float] = [0.75, 0.75, 0, 0, 0.25, 0.25, 0.25, 0].map { $0 / 2.25 }
    #expect(zip(weights, expected).allSatisfy { abs($0 - $1) < 1e-5 }, "\(weights)")
  }

  @Test("at an end nothing of the other side is attended to") func ends() {
    let first = encoder([[3, 4, 0, 0]], padding: 0)
    let second = encoder([[5, 6, 7, 0]], padding: 0)
    let weights = first.blended(with: second, share: 0).mask.softmax().elements
    #expect(weights[4...].allSatisfy { $0 < 1e-20 })
  }
}
