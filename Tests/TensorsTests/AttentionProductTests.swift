import TestSupport
import Testing

@testable import Tensors

/// The products of attention against those of heads that are copied out.
@Suite struct AttentionProductTests {
  /// Batch, heads, length, positions and width of a head; less, more and as much as a vector is
  /// wide.
  private static let sizes = [
    [1, 1, 1, 1, 1], [2, 4, 7, 5, 3], [3, 2, 13, 40, 16], [2, 3, 6, 33, 20], [5, 4, 64, 17, 8],
  ]

  /// `[batch, length, width]` as `[batch, heads, length, width / heads]`.
  private func split(_ x: Tensor, _ heads: Int) -> Tensor {
    let s = x.shape
    return x.reshaped(to: [s[0], s[1], heads, s[2] / heads]).transposed([0, 2, 1, 3])
  }

  private func merged(_ x: Tensor) -> Tensor {
    let s = x.shape
    return x.transposed([0, 2, 1, 3]).reshaped(to: [s[0], s[2], s[1] * s[3]])
  }

  private func example(_ size: [Int]) -> (queries: Tensor, keys: Tensor, weights: Tensor) {
    let (batch, heads, length, positions, width) = (size[0], size[1], size[2], size[3], size[4])
    return (
      normal([batch, length, heads * width], seed: 1),
      normal([batch, positions, heads * width], seed: 2),
      normal([batch, heads, length, positions], seed: 3)
    )
  }

  @Test("products are those of each head, and where heads are few, in every bit", arguments: sizes)
  func products(size: [Int]) {
    let (queries, keys, weights) = example(size)
    let pairs = [
      (
        queries.attentionScores(keys, heads: size[1]),
        split(queries, size[1]).matmul(split(keys, size[1]), transposingRight: true)
      ),
      (weights.attending(to: keys), merged(weights.matmul(split(keys, size[1])))),
    ]
    for (found, expected) in pairs {
      #expect(found.shape == expected.shape)
      expectClose(found.elements, expected.elements)
      // Then the product of separated heads is by the same loop, and otherwise oneDNN's.
      if size[0] * size[1] <= 16 { #expect(found.elements == expected.elements) }
    }
  }

  @Test func gradientsOfEveryOrder() {
    let (queries, keys, weights) = example([2, 2, 3, 4, 2])
    expectGradients([queries, keys]) { $0[0].attentionScores($0[1], heads: 2).square() }
    expectGradients([weights, keys]) { $0[0].attending(to: $0[1]).square() }
  }

  @Test(.enabled(if: Engine.supportsBFloat16)) func bfloat16IsRoundedOnce() {
    let (queries, keys, weights) = example([2, 4, 7, 5, 3])
    func rounded(_ x: Tensor) -> Tensor { x.cast(to: .bfloat16) }
    func back(_ x: Tensor) -> Tensor { rounded(x).cast(to: .float32) }
    let scores = rounded(queries).attentionScores(rounded(keys), heads: 4)
    #expect(scores.dataType == .bfloat16)
    #expect(scores.elements == back(back(queries).attentionScores(back(keys), heads: 4)).elements)
    let gathered = rounded(weights).attending(to: rounded(keys))
    #expect(gathered.elements == back(back(weights).attending(to: back(keys))).elements)
    let slopes = [DataType.float32, .bfloat16].map { type in
      let (q, k) = (back(queries).variable(), back(keys).variable())
      let scores = q.cast(to: type).attentionScores(k.cast(to: type), heads: 4)
      return gradients(of: scores.cast(to: .float32).sum(), withRespectTo: [q, k])
    }
    // The sums of gradients of one are rounded when they pass back into bfloat16, and no sooner.
    for (f32, bf16) in zip(slopes[0], slopes[1]) { #expect(back(f32).elements == bf16.elements) }
  }

  @Test func threadsDoNotChangeBits() {
    let (queries, keys, weights) = example([4, 4, 40, 40, 16])
    let threads = Engine.threadCount
    defer { Engine.threadCount = threads }
    let results = [1, 3].map { count in
      Engine.threadCount = count
      return [
        queries.attentionScores(keys, heads: 4).elements, weights.attending(to: keys).elements,
      ]
    }
    #expect(results[0] == results[1])
  }
}
