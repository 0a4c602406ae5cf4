import Adversarial
import Synchronization
import Tensors
import Testing

@testable import Experiments

/// Batches of the number of their step, which note what they are asked for.
private final class NotedBatches: TrainingBatches {
  private let asked = Mutex<[Int]>([])
  private let faulty: Int?
  private let pause: Duration

  init(faulty: Int? = nil, pause: Duration = .zero) {
    self.faulty = faulty
    self.pause = pause
  }

  var steps: [Int] { asked.withLock { $0 } }
  var leftOut: [String] { steps.map { "left out at \($0)" } }

  func batch(stage: Stage, step: Int, size: Int) throws -> TrainingBatch {
    asked.withLock { $0.append(step) }
    wait(pause)
    if step == faulty { throw Fault() }
    let pictures = Tensor(repeating: Float(step), shape: [size, 1, 1, 3])
    let captions = [[Int32]](repeating: [Int32(step)], count: size)
    return TrainingBatch(pictures: pictures, captions: captions, wrongCaptions: captions)
  }

  struct Fault: Error {}
}

/// Returns when `duration` is over.
private func wait(_ duration: Duration) {
  let start = ContinuousClock.now
  while ContinuousClock.now - start < duration {}
}

@Suite struct BatchesAheadTests {
  private func step(
    _ step: Int, of batches: BatchesAhead, size: Int = 2
  ) throws -> (pictures: [Float], caption: Int32) {
    let batch = try batches.batch(stage: .warmup, step: step, size: size)
    return (batch.pictures.elements, batch.captions[0][0])
  }

  @Test(arguments: [true, false])
  func theNextIsPreparedWhereACoreIsFree(isFree: Bool) throws {
    let noted = NotedBatches()
    do {
      let batches = BatchesAhead(noted) { _, _ in isFree }
      for number in 0..<3 {
        let (pictures, caption) = try step(number, of: batches)
        #expect(pictures == [Float](repeating: Float(number), count: 6))
        #expect(caption == Int32(number))
      }
    }
    // With the batches goes the thread that prepares one more.
    #expect(noted.steps == (isFree ? [0, 1, 2, 3] : [0, 1, 2]))
  }

  @Test func theRuleHearsOfWorkAndSteps() throws {
    var heard: [(work: Double, step: Double?)] = []
    let batches = BatchesAhead(NotedBatches(pause: .milliseconds(2))) {
      heard.append(($0, $1))
      return false
    }
    _ = try step(0, of: batches)
    wait(.milliseconds(20))
    _ = try step(1, of: batches)
    #expect(heard.map { $0.step == nil } == [true, false])
    #expect(heard.allSatisfy { $0.work >= 0.002 })
    #expect((heard[1].step ?? 0) >= 0.02)
  }

  @Test func whatWasPreparedInVainIsNotGiven() throws {
    let noted = NotedBatches()
    let batches = BatchesAhead(noted) { _, _ in true }
    #expect(try step(0, of: batches).caption == 0)
    #expect(try step(7, of: batches).caption == 7)
    #expect(try step(8, of: batches, size: 1).pictures.count == 3)
    #expect(noted.steps.prefix(5) == [0, 1, 7, 8, 8])
  }

  @Test func aStepThatIsAskedForAgainIsPreparedAgain() throws {
    let noted = NotedBatches()
    do {
      let batches = BatchesAhead(noted) { _, _ in true }
      for _ in 0..<4 { #expect(try step(3, of: batches).caption == 3) }
    }
    // Once in vain, and then as a forecast asks.
    #expect(noted.steps == [3, 4, 3, 3, 3, 3])
  }

  @Test func faultsAndWhatIsLeftOutComeWithTheirStep() throws {
    let batches = BatchesAhead(NotedBatches(faulty: 2)) { _, _ in true }
    #expect(try step(0, of: batches).caption == 0)
    #expect(batches.leftOut == ["left out at 0"])
    #expect(try step(1, of: batches).caption == 1)
    #expect(batches.leftOut == ["left out at 0", "left out at 1"])
    #expect(throws: NotedBatches.Fault.self) { try step(2, of: batches) }
  }
}
