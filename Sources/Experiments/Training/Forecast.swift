import Files
import Imaging
import Tensors

/// What a training run will cost, from a few of its steps.
public struct Forecast: CustomStringConvertible {
  /// One stage.
  public struct StageForecast {
    /// The stage.
    public let stage: Stage
    /// The steps it has.
    public let steps: Int
    /// The seconds of a step: the median of a few, those with gradient penalties by their share.
    public let secondsPerStep: Double

    /// The seconds of the stage.
    public var seconds: Double { Double(steps) * secondsPerStep }
  }

  /// The resolved spec.
  public let spec: JSONValue
  /// The number of scalars of each network, by name.
  public let parameters: [(name: String, count: Int)]
  /// The multiplications with addition that drawing one picture takes, or judging it, its prompt
  /// included.
  public let multiplyAddsPerPicture: Int
  /// The stages that have steps.
  public let stages: [StageForecast]
  /// The seconds of drawing and scoring pictures at the end; nil for a judge, whose test is not
  /// timed.
  public let scoringSeconds: Double?
  /// The most memory the process had so far, in bytes.
  public let peakMemory: Int

  /// Takes a few steps of each stage on new networks.
  ///
  /// - Throws: `InputError`, also where the figures that are asked for could not be computed at the
  ///   end, or `TrainingFailure`.
  public init(of resolved: ResolvedSpec<TrainingSpec>) throws {
    spec = resolved.json
    let data = try TrainingData(resolved.spec.dataset)
    let figures = try FigureScoring(of: resolved.spec, on: data)
    let trainer = try Trainer(resolved.spec, on: data)
    parameters = trainer.parameterCounts
    stages = try Stage.allCases.filter { trainer.stepCount(of: $0) > 0 }.map { stage in
      StageForecast(
        stage: stage, steps: trainer.stepCount(of: stage),
        secondsPerStep: try trainer.stepSeconds(of: stage))
    }
    let before = Engine.current.multiplyAdds
    let text = try trainer.model.read(trainer.someCaption).text
    _ = trainer.model.picture(of: text, seed: 0)
    multiplyAddsPerPicture = Engine.current.multiplyAdds - before
    let scoring = data.scoring(of: resolved.spec)
    let scores = try secondsOfAll { _ = try scoring.report(of: trainer, advanced: $0) }
    let found = try figures.map { figures in
      try secondsOfAll { advanced in
        _ = try figures.evaluation(of: trainer.model) { done, all, _ in advanced(done, all) }
      }
    }
    scoringSeconds = scores + (found ?? 0)
    peakMemory = peakResidentMemory()
  }

  /// Takes a few steps of a judge's training on new networks.
  ///
  /// - Throws: `InputError` or `TrainingFailure`.
  public init(ofJudge resolved: ResolvedSpec<JudgeSpec>) throws {
    spec = resolved.json
    let trainer = try JudgeTrainer(resolved.spec)
    parameters = trainer.parameterCounts
    let seconds = try medianSeconds(of: 0..<6) { _ = try trainer.takeStep($0) }
    stages = [
      StageForecast(
        stage: .pretraining, steps: trainer.stepCount, secondsPerStep: seconds)
    ]
    let before = Engine.current.multiplyAdds
    _ = trainer.judge.agreement(
      of: RGBImage(width: trainer.judge.side, height: trainer.judge.side),
      with: try trainer.judge.read("a red circle").vector)
    multiplyAddsPerPicture = Engine.current.multiplyAdds - before
    scoringSeconds = nil
    peakMemory = peakResidentMemory()
  }

  /// The seconds of all stages and of the scoring at the end, without samples, evaluations on the way
  /// and checkpoints.
  public var seconds: Double { stages.reduce(scoringSeconds ?? 0) { $0 + $1.seconds } }

  /// The forecast as JSON.
  public var json: JSONValue {
    [
      "spec": spec,
      "parameters": .object(parameters.map { .init($0.name, .integer($0.count)) }),
      "multiply_adds_per_picture": .integer(multiplyAddsPerPicture),
      "stages": .object(
        stages.map {
          .init(
            $0.stage.rawValue,
            [
              "steps": .integer($0.steps), "seconds_per_step": .exactly($0.secondsPerStep),
              "seconds": .exactly($0.seconds),
            ])
        }),
      "scoring_seconds": scoringSeconds.map(JSONValue.exactly) ?? .null,
      "seconds": .exactly(seconds),
      "peak_memory_bytes": .integer(peakMemory),
    ]
  }

  /// The forecast as a table for people.
  public var description: String {
    var lines = parameters.map { "\(padded($0.name))\($0.count) parameters" }
    lines.append(
      "\(padded("one picture"))\(millions(multiplyAddsPerPicture)) million multiply-adds"
    )
    lines += stages.map {
      "\(padded($0.stage.rawValue))\($0.steps) steps, \(oneDecimal(1 / $0.secondsPerStep))/s, "
        + spelledDuration($0.seconds)
    }
    if let scoringSeconds {
      lines.append("\(padded("scoring at the end"))\(spelledDuration(scoringSeconds))")
    }
    let all = scoringSeconds == nil ? "time of all steps" : "time in all"
    lines.append("\(padded(all))\(spelledDuration(seconds))")
    lines.append("\(padded("peak memory"))\(peakMemory >> 20) MiB")
    return lines.joined(separator: "\n")
  }
}

extension Trainer {
  /// The seconds of a step of `stage`: the mean over a cycle of its gradient penalties, or over as
  /// much of it as 10,000 steps, of steps with the same penalties the median.
  fileprivate func stepSeconds(of stage: Stage) throws -> Double {
    try spec.kindsOfStep(of: stage).reduce(0) { sum, kind in
      take(up: stage, at: kind.example)
      let seconds = try medianSeconds(of: 0...5) { _ in _ = try takeStep() }
      return sum + seconds * kind.share
    }
  }
}

extension TrainingSpec {
  /// The kinds of step that `stage` has, which differ in how often each gradient penalty is due:
  /// the number of one of them, and the share of the steps that are of the kind.
  func kindsOfStep(of stage: Stage) -> [(example: Int, share: Double)] {
    let intervals = penaltyIntervals(of: stage)
    // Intervals count updates of the discriminator, of which a step may have several.
    let updates = stage == .adversarial ? training.discriminatorSteps : 1
    let cycle = intervals.reduce(1) { cycle, interval in
      let steps = interval / gcd(interval, updates)
      return min(10_000, cycle / gcd(cycle, steps) * steps)
    }
    let start = stage == .adversarial ? training.headStart : 0
    let kinds = Dictionary(grouping: start..<(start + cycle)) { step in
      intervals.map { interval in
        (0..<updates).count { (step * updates + $0) % interval == 0 }
      }
    }
    return kinds.values.sorted { $0[0] < $1[0] }
      .map { (example: $0[0], share: Double($0.count) / Double(cycle)) }
  }
}

/// The greatest common divisor of two positive numbers.
private func gcd(_ a: Int, _ b: Int) -> Int { b == 0 ? a : gcd(b, a % b) }

/// The median seconds of `step` at `indices`, the first left out, which also prepares the kernels.
///
/// What else a machine does delays single steps by far, and a mean with them.
private func medianSeconds(
  of indices: some Collection<Int>, _ step: (Int) throws -> Void
) rethrows -> Double {
  let clock = ContinuousClock()
  let times = try indices.map { index in try clock.measure { try step(index) } / .seconds(1) }
  return median(Array(times.dropFirst()))
}

/// The seconds that `work` takes, from its first pieces, after which it is stopped.
///
/// It is to tell, after one piece or several, how many are done, and how many there are; the first
/// are left out, which also prepare the kernels.
func secondsOfAll(
  _ work: ((_ done: Int, _ all: Int) -> Bool) throws -> Void
) rethrows -> Double {
  let clock = ContinuousClock()
  let begun = clock.now
  var first: (time: ContinuousClock.Instant, done: Int)?
  var seconds = 0.0
  try work { done, all in
    guard let first else {
      first = (clock.now, done)
      seconds = (clock.now - begun) / .seconds(1) * Double(all) / Double(done)
      return true
    }
    let spent = (clock.now - first.time) / .seconds(1)
    seconds = spent * Double(all) / Double(done - first.done)
    return done < first.done + 10 && spent < 1
  }
  return seconds
}

/// A label in the forecast's first column.
func padded(_ label: String) -> String {
  label + String(repeating: " ", count: max(1, 22 - label.count))
}

/// A count in millions, with one decimal.
func millions(_ count: Int) -> String { oneDecimal(Double(count) / 1e6) }
