import Adversarial
import Tensors
import TextToImage

/// Training batches of which the next one is prepared on a thread of its own while the step at hand
/// is computed, where that pays.
///
/// It does where the system has a processor that kernels do not use. Elsewhere such a thread would
/// take from the step more than it saves, so the kernels' threads prepare each batch before its
/// step (docs/decisions/0004-speed-of-the-reference-step.md). So they do where one thread would not
/// be done when the step is: where large pictures are read for the first time.
final class BatchesAhead: TrainingBatches {
  /// Whether to prepare the next batch ahead, where one took `work` seconds of a thread and the
  /// last step took `step`, nil before the first.
  typealias Rule = (_ work: Double, _ step: Double?) -> Bool

  private struct Request: Equatable {
    var stage: Stage
    var step: Int
    var size: Int
  }

  private struct Prepared {
    var batch: TrainingBatch
    /// What was left out until it was there.
    var leftOut: [String]
    /// The seconds it took, times the threads.
    var work: Double
  }

  private let batches: any TrainingBatches
  private let pays: Rule
  private var next: (request: Request, prepared: Future<Result<Prepared, any Error>>)?
  private var last: Request?
  /// When the last batch was handed out.
  private var stepStart: ContinuousClock.Instant?
  /// What was left out until the last batch that was asked for was there; see `TrainingBatches`.
  private(set) var leftOut: [String] = []

  /// Batches of `batches`, which no one else may use, prepared ahead where it `pays`.
  init(
    _ batches: any TrainingBatches, where pays: @escaping Rule = BatchesAhead.hasTimeAndProcessor
  ) {
    self.batches = batches
    self.pays = pays
  }

  /// Whether a processor is free, and would be done before the step is.
  private static func hasTimeAndProcessor(work: Double, step: Double?) -> Bool {
    Engine.threadCount < Engine.processorCount && work < step ?? .infinity
  }

  func batch(stage: Stage, step: Int, size: Int) throws -> TrainingBatch {
    let stepSeconds = stepStart.map { seconds(since: $0) }
    let request = Request(stage: stage, step: step, size: size)
    let prepared = try take(request)
    leftOut = prepared.leftOut
    if pays(prepared.work, stepSeconds) {
      // A forecast asks for one step over and over.
      let isRepeated = request == last
      prepareAhead(isRepeated ? request : Request(stage: stage, step: step + 1, size: size))
    }
    last = request
    stepStart = .now
    return prepared.batch
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
    let prepared = Future {
      Engine.onOneThread { Result { try Self.prepare(request, from: batches) } }
    }
    next = (request, prepared)
  }

  private static func prepare(
    _ request: Request, from batches: any TrainingBatches
  ) throws -> Prepared {
    let start = ContinuousClock.now
    let batch = try batches.batch(stage: request.stage, step: request.step, size: request.size)
    let work = seconds(since: start) * Double(Engine.threadCount)
    return Prepared(batch: batch, leftOut: batches.leftOut, work: work)
  }
}

private func seconds(since start: ContinuousClock.Instant) -> Double {
  (ContinuousClock.now - start) / .seconds(1)
}
