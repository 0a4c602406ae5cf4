import Files
import Language
import Layers
import Tensors
import TestSupport
import Testing

@Suite("Text networks") struct TextNetworkTests {
  // Where there are labels, each piece is one: as many as ids in a caption.
  private let labels: [[Int32]] = [[4], [5], [6], [7], [8], [9]]

  private func encoder(_ architecture: TextEncoder.Architecture) -> TextEncoder {
    TextEncoder(
      TextEncoder.Configuration(
        architecture: architecture, vocabularySize: 20, length: 6, width: 8, layers: 1, heads: 2,
        labels: labels),
      seed: 3)
  }

  @Test("shapes, and the same for the same captions", arguments: TextEncoder.Architecture.allCases)
  func shapes(_ architecture: TextEncoder.Architecture) {
    let ids: [[Int32]] = [[5, 6, 7, 0, 0, 0], [5, 0, 0, 0, 0, 0]]
    let features = encoder(architecture)(ids, padding: 0)
    #expect(features.sentence.shape == [2, 8])
    #expect(features.words.shape == [2, 6, 8])
    #expect(features.mask.shape == [2, 1, 1, 6])
    let again = encoder(architecture)(ids, padding: 0)
    #expect(again.sentence.elements == features.sentence.elements)
    #expect(again.words.elements == features.words.elements)
  }

  @Test("the order of words matters where the network knows it")
  func order() {
    func distance(_ architecture: TextEncoder.Architecture) -> Float {
      let encoder = encoder(architecture)
      let swapped = encoder([[9, 6, 7, 8, 5, 0]], padding: 0).sentence
      let change = encoder([[5, 6, 7, 8, 9, 0]], padding: 0).sentence - swapped
      return change.absolute().sum().scalar
    }
    #expect(distance(.transformer) > 0.01)
    #expect(distance(.gru) > 0.01)
    #expect(distance(.bag) < 1e-5)
    #expect(distance(.labels) < 1e-5)
  }

  @Test("words matter, padding does not", arguments: TextEncoder.Architecture.allCases)
  func padding(_ architecture: TextEncoder.Architecture) {
    let short = encoder(architecture)
    let long = TextEncoder(
      TextEncoder.Configuration(
        architecture: architecture, vocabularySize: 20, length: 9, width: 8, layers: 1, heads: 2,
        hasPositions: false, labels: labels), seed: 3)
    let same = TextEncoder(
      TextEncoder.Configuration(
        architecture: architecture, vocabularySize: 20, length: 6, width: 8, layers: 1, heads: 2,
        hasPositions: false, labels: labels), seed: 3)
    let expected = same([[5, 6, 7, 0, 0, 0]], padding: 0)
    let padded = long([[5, 6, 7, 0, 0, 0, 0, 0, 0]], padding: 0)
    expectClose(padded.sentence.elements, expected.sentence.elements)
    let words = { (x: TextFeatures) in x.words.slice(alongAxis: 1, 0..<3).elements }
    expectClose(words(padded), words(expected))
    let other = short([[5, 6, 8, 0, 0, 0]], padding: 0).sentence
    let change = short([[5, 6, 7, 0, 0, 0]], padding: 0).sentence - other
    #expect(change.absolute().sum().scalar > 0.01)
    // Beside a longer caption, a caption reads as it does alone.
    let pair = same([[5, 6, 7, 0, 0, 0], [5, 6, 7, 8, 9, 4]], padding: 0).sentence
    expectClose(Array(pair.elements.prefix(8)), expected.sentence.elements)
  }

  @Test("gradients agree with differences", arguments: TextEncoder.Architecture.allCases)
  func gradients(_ architecture: TextEncoder.Architecture) {
    let encoder = encoder(architecture)
    encoder.parameters.disturb(by: 0.1, seed: 4)
    let weights = normal([2, 7, 8], seed: 5)
    expectGradients(encoder.parameters, weights: weights) {
      let features = encoder([[5, 6, 7, 8, 0, 0], [9, 4, 5, 0, 0, 0]], padding: 0)
      return concatenate(
        [features.sentence.reshaped(to: [2, 1, 8]), features.words], alongAxis: 1)
    }
  }

  @Test("the gated recurrent network agrees with PyTorch's") func fixture() throws {
    let path = fixturePath("gru.json")
    let fixture = try JSONValue.parse(readFile(path), path: path)
    func numbers(_ value: JSONValue?) -> [Float] {
      (value?.elements ?? []).flatMap { inner in
        inner.double.map { [Float($0)] } ?? numbers(inner)
      }
    }
    let encoder = TextEncoder(
      TextEncoder.Configuration(architecture: .gru, vocabularySize: 7, length: 5, width: 6))
    #expect(encoder.parameters.names.count == fixture["parameters"]?.members?.count)
    for name in encoder.parameters.names {
      let parameter = try #require(encoder.parameters[name])
      let values = numbers(fixture["parameters"]?[name])
      parameter.assign(Tensor(values, shape: parameter.value.shape))
    }
    let rows = try #require(fixture["ids"]?.elements).map { row in numbers(row).map(Int32.init) }
    let features = encoder(rows, padding: 0)
    expectClose(features.sentence.elements, numbers(fixture["sentence"]))
    let words = try #require(fixture["words"]?.elements)
    #expect(words.map { $0.elements?.count } == [3, 4])
    for (row, expected) in words.enumerated() {
      let count = try #require(expected.elements?.count)
      let found = features.words.slice(alongAxis: 0, row..<(row + 1))
        .slice(alongAxis: 1, 0..<count)
      expectClose(found.elements, numbers(expected))
    }
  }
}
