import Language
import Tensors
import Testing

@Suite("Labels") struct LabelTests {
  // Pieces 2 and 3 begin words; "2 3" is a label of two pieces of which the first is one too.
  private let encoder = TextEncoder(
    TextEncoder.Configuration(
      architecture: .labels, vocabularySize: 10, length: 6, width: 4, labels: [[2], [2, 3], [5]]),
    seed: 3)

  private func table() throws -> Tensor { try #require(encoder.parameters["labels.table"]).value }

  @Test(
    "are found in captions, the longest where several begin",
    arguments: [
      ([2, 4, 1, 0, 0, 0], [0]), ([4, 2, 3, 1, 0, 0], [1]), ([5, 2, 2, 3, 1, 0], [0, 1, 2]),
      ([3, 4, 1, 0, 0, 0], []), ([1, 0, 0, 0, 0, 0], []),
    ] as [([Int32], [Int])])
  func found(_ ids: [Int32], _ labels: [Int]) {
    #expect(encoder.labels(namedIn: ids) == labels)
  }

  @Test("a caption is the sum of the vectors of its labels, whatever else it says")
  func sum() throws {
    let features = encoder([[2, 4, 5, 5, 1, 0], [4, 4, 6, 1, 0, 0]], padding: 0)
    let rows = (0..<3).map { row in try? table().slice(alongAxis: 0, row..<(row + 1)).elements }
    let (first, last) = (try #require(rows[0]), try #require(rows[2]))
    let expected = zip(first, last).map { $0 + $1 } + [0, 0, 0, 0]
    #expect(
      zip(features.sentence.elements, expected).allSatisfy { ($0 - $1).magnitude < 1e-6 })
    #expect(features.mask.elements == [0, -60, 0, -60, -60, -60])
    #expect(features.words.shape == [2, 3, 4])
  }

  @Test("encoders that read words have none") func readers() {
    let bag = TextEncoder(
      TextEncoder.Configuration(architecture: .bag, vocabularySize: 10, length: 6, width: 4))
    #expect(bag.labels(namedIn: [2, 1, 0, 0, 0, 0]) == nil)
  }
}
