import Foundation
import Testing

@testable import Tensors

/// Weights that many threads use one after the other, as those of a network that an actor keeps.
@Suite("Packed weights") struct PackingTests {
  @Test("what was packed for threads that are gone goes too") func threads() {
    nonisolated(unsafe) let weights = Tensor(repeating: 0.5, shape: [32, 3, 3, 32])
    nonisolated(unsafe) let x = Tensor(repeating: 1, shape: [1, 8, 8, 32])
    let expected = x.convolution(weights, padding: 1).elements
    for _ in 0..<20 {
      var thread = pthread_t()
      let work = Unmanaged.passRetained(
        Work {
          let found = x.convolution(weights, padding: 1).elements
          #expect(found == expected)
        })
      pthread_create(
        &thread, nil,
        { argument in
          guard let argument else { return nil }
          Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
          return nil
        }, work.toOpaque())
      pthread_join(thread, nil)
    }
    // Those of this thread and, until the next is made, of the last one.
    #expect(weights.storage.packings.count <= 2)
    #expect(x.convolution(weights, padding: 1).elements == expected)
  }
}

private final class Work {
  let body: () -> Void
  init(_ body: @escaping () -> Void) { self.body = body }
}
