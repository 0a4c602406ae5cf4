import Adversarial
import Experiments
import Foundation
import Testing

/// Keeps every line of metrics, and stops a training after a number of steps.
final class Watcher: TrainingObserver {
  private(set) var reports: [StepReport] = []
  private let last: Int?
  private var done = 0

  init(stoppingAfter last: Int? = nil) { self.last = last }

  func trainer(_ trainer: Trainer, measured metrics: StepReport) { reports.append(metrics) }
  func trainerReachedSample(_ trainer: Trainer) {}
  func trainerReachedEvaluation(_ trainer: Trainer) {}
  func trainerReachedCheckpoint(_ trainer: Trainer) {}
  func trainerAdvanced(_ trainer: Trainer) { done += 1 }
  var wantsStop: Bool { done == last }
}

/// Follows a run without a word.
final class Quiet: RunMonitor {
  func advanced(to done: Int, of total: Int, unit: String, note: String) {}
  func logged(_ line: String, isRoutine: Bool) {}
  let wantsStop = false
}

/// Keeps what it is told of each unit's progress, and may stop a run in the midst of one.
final class Counting: RunMonitor {
  private(set) var done: [String: [Int]] = [:]
  private(set) var totals: [String: Int] = [:]
  private let last: String?

  init(stoppingAtFirst last: String? = nil) { self.last = last }

  func advanced(to done: Int, of total: Int, unit: String, note: String) {
    self.done[unit, default: []].append(done)
    totals[unit] = total
  }
  func logged(_ line: String, isRoutine: Bool) {}
  var wantsStop: Bool { last.map { done[$0] != nil } ?? false }
}

/// Looks at a run each time that it is told of progress.
final class Peeking: RunMonitor {
  private(set) var seen: [String] = []
  private let look: () throws -> String

  init(_ look: @escaping () throws -> String) { self.look = look }

  func advanced(to done: Int, of total: Int, unit: String, note: String) {
    seen.append((try? look()) ?? "nothing")
  }
  func logged(_ line: String, isRoutine: Bool) {}
  let wantsStop = false
}

/// Checks that nobody carries a run out, or soon nobody: a process that another test starts has the
/// lock too, until it runs its own program.
func expectFree(_ run: RunDirectory, sourceLocation: SourceLocation = #_sourceLocation) {
  for _ in 0..<200 where RunLock.isHeld(in: run) { usleep(10_000) }
  #expect(!RunLock.isHeld(in: run), sourceLocation: sourceLocation)
}
