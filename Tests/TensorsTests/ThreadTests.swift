import Tensors
import TestSupport
import Testing

/// Work that threads share, of sizes that make it worth their start: they decide who computes what,
/// not what is computed.
@Suite struct ThreadTests {
  enum Work: CaseIterable {
    case product, slopeOfTanh, join, transposedConvolution

    func result() -> Tensor {
      switch self {
      case .product:
        return normal([64, 128], seed: 1).matmul(normal([128, 40], seed: 2))
      case .slopeOfTanh:
        let x = normal([1 << 16], seed: 3).variable()
        let upstream = normal([1 << 16], seed: 4)
        return gradients(of: (x.tanh() * upstream).sum(), withRespectTo: [x])[0]
      case .join:
        return normal([4, 64, 64, 4], seed: 5).joined(atEveryPlaceBy: normal([4, 5], seed: 6))
      case .transposedConvolution:
        return normal([2, 64, 64, 4], seed: 7)
          .transposedConvolution(normal([4, 4, 4, 3], seed: 8), stride: 2, padding: 1)
      }
    }
  }

  @Test(arguments: Work.allCases) func threadsDoNotChangeBits(_ work: Work) {
    let results = [1, 3].map { threads in onThreads(threads) { work.result().elements } }
    #expect(results[0] == results[1])
  }

  @Test func multiplicationsAreCounted() {
    func count(_ body: () -> Tensor) -> Int {
      let before = Engine.current.multiplyAdds
      _ = body()
      return Engine.current.multiplyAdds - before
    }
    let (x, w) = (normal([2, 6, 6, 3], seed: 1), normal([4, 3, 3, 3], seed: 2))
    // Each of 2 * 6 * 6 * 4 numbers is a sum over 3 * 3 * 3.
    #expect(count { x.convolution(w, padding: 1) } == 288 * 27)
    #expect(count { normal([12, 4], seed: 3).matmul(normal([4, 5], seed: 4)) } == 12 * 5 * 4)
  }
}
