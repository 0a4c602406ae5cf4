import Synchronization
import TestSupport
import Testing

@testable import Tensors

@Suite struct ParallelLoopTests {
  @Test(arguments: [0, 1, 1000, 1 << 15, 100_003])
  func everyIndexComesOnce(_ count: Int) {
    var visits = Tensor(repeating: 0, shape: [100_003])
    Tensor.withMutableElements(of: &visits) { elements in
      onThreads(3) {
        parallelLoop(count) { range in for i in range { elements[i] += 1 } }
      }
    }
    #expect(visits.elements[..<count].allSatisfy { $0 == 1 })
    #expect(visits.elements[count...].allSatisfy { $0 == 0 })
  }

  @Test(arguments: [0, 1, 2, 37]) func resultsAreInTheOrderOfIndices(_ count: Int) {
    let found = onThreads(3) { parallelMap(count) { "\($0)" } }
    #expect(found == (0..<count).map { "\($0)" })
  }

  @Test(arguments: [1, 2]) func eachThreadHasARange(_ threads: Int) {
    let ranges = Mutex<[Range<Int>]>([])
    onThreads(threads) {
      parallelLoop(100_003) { range in ranges.withLock { $0.append(range) } }
    }
    let found = ranges.withLock { $0 }.sorted { $0.lowerBound < $1.lowerBound }
    // Elsewhere OpenMP's runtime may not be there.
    #if os(Linux)
      #expect(found == (threads == 1 ? [0..<100_003] : [0..<50_001, 50_001..<100_003]))
    #endif
  }
}
