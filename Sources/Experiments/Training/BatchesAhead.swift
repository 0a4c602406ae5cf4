import Adversarial
import Tensors
import TextToImage

/// Training batches of which the next one is prepared on a thread of its own while the step at hand is
/// computed, where the processor has a core that kernels do not use.
///
/// Where it has none, such a thread would take from the step more than it saves, so the kernels' threads
/// prepare each batch before its step (docs/decisions/0004-speed-of-the-reference-step.md).
final class BatchesAhead: TrainingBatches {
  private struct Request: Equatable {
    var stage: Stage
    var step: Int
    var size: Int
  }

  /// What is asked for, and what was left out until it was there.
  private struct Prepared {
    var pairs: (batch: TrainingBatch, isTrue: [[Bool]])
    var leftOut: [String]
  }

  private let batches: any TrainingBatches
  private let hasFreeCore: () -> Bool
  private var next: (request: Request, prepared: Background<Result<Prepared, any Error>>)?
  /// What was left out of the batches that were asked for; see `TrainingBatches`.
  private(set) var leftOut: [String] = []

  /// Batches of `batches`, which no one else may use.
  ///
  /// - Parameters:
  ///   - batches: what is prepared.
  ///   - hasFreeCore: whether to prepare the next one ahead, asked at each.
  init(
    _ batches: any TrainingBatches,
    hasFreeCore: @escaping () -> Bool = { Engine.threadCount < Engine.processorCount }
  ) {
    self.batches = batches
    self.hasFreeCore = hasFreeCore
  }

  func pairs(
    stage: Stage, step: Int, size: Int
  ) throws -> (batch: TrainingBatch, isTrue: [[Bool]]) {
    let prepared = try take(Request(stage: stage, step: step, size: size))
    leftOut = prepared.leftOut
    if hasFreeCore() { prepareAhead(Request(stage: stage, step: step + 1, size: size)) }
    return prepared.pairs
  }

  /// What was prepared for `request`; prepared now where something else was.
  private func take(_ request: Request) throws -> Prepared {
    // Waits for the thread in any case.
    let result = next?.prepared.value
    let isMeant = next?.request == request
    next = nil
    if isMeant, let result { return try result.get() }
    return try Self.prepare(request, from: batches)
  }

  private func prepareAhead(_ request: Request) {
    // Until the thread was waited for, no other one uses them.
    nonisolated(unsafe) let batches = batches
    let prepared = Background {
      Engine.onOneThread { Result { try Self.prepare(request, from: batches) } }
    }
    next = (request, prepared)
  }

  private static func prepare(
    _ request: Request, from batches: any TrainingBatches
  ) throws -> Prepared {
    let pairs = try batches.pairs(stage: request.stage, step: request.step, size: request.size)
    return Prepared(pairs: pairs, leftOut: batches.leftOut)
  }
}
