import Files
import Tensors

/// How far the reference step is from the time that its convolutions alone would take.
///
/// Two sums are timed: of the convolutions that the step is defined by, as oneDNN computes them in
/// the precision, and of Limn's own, which its step runs for them: they are fewer and, in bf16, can
/// be others.
public struct BenchmarkLimit: Sendable {
  /// The reference step and its settings.
  public var step = BenchmarkStep()
  /// How often step and convolutions are timed in turn.
  public var rounds = 5
  /// The runs of each convolution in a round.
  private let repeats = 9

  /// The benchmark with its usual settings.
  public init() {}

  /// Times the step and its convolutions.
  ///
  /// - Throws: `InputError` where the processor does not compute in the precision.
  public func run() throws -> Result {
    try step.requirePrecision()
    Engine.threadCount = step.threads
    let body = step.makeStep()
    for index in 0..<5 { body(UInt64(index)) }
    return Result(settings: self, rounds: (0..<rounds).map { _ in round(body) })
  }

  private func round(_ body: (UInt64) -> Void) -> Round {
    let clock = ContinuousClock()
    var times: [Double] = []
    let own = Engine.current.convolutionTimes(
      in: { times.append(clock.measure { body(5) } / .seconds(1)) }, times: step.steps,
      repeats: repeats)
    let defined = step.convolutions.map { convolution in
      (convolution.name, convolution.runs, convolution.seconds(repeats: repeats))
    }
    return Round(
      step: median(times), defined: defined, own: own)
  }

  /// What a round found.
  struct Round: Sendable {
    /// The median time of a step.
    let step: Double
    /// The convolutions that the step is defined by, and the time of one run.
    let defined: [(name: String, runs: Int, seconds: Double)]
    /// Those that Limn's step runs.
    let own: [ConvolutionTime]

    var definedSeconds: Double { defined.reduce(0) { $0 + Double($1.runs) * $1.seconds } }
    var ownSeconds: Double { own.reduce(0) { $0 + Double($1.runs) * $1.seconds } }
    var ownSecondsWithin: Double { own.reduce(0) { $0 + Double($1.runs) * $1.secondsWithin } }
  }

  /// What the benchmark found.
  public struct Result: Sendable {
    let settings: BenchmarkLimit
    let rounds: [Round]

    /// The settings and figures.
    public var json: JSONValue {
      [
        "limn": .string("oneDNN \(Engine.libraryVersion)"),
        "precision": .string(settings.step.precision.rawValue),
        "channels": .integer(settings.step.channels), "size": .integer(settings.step.size),
        "batch": .integer(settings.step.batch), "threads": .integer(settings.step.threads),
        "rounds": .integer(settings.rounds),
        "median_step_seconds": seconds { $0.step },
        "median_convolution_seconds": seconds { $0.definedSeconds },
        "median_own_convolution_seconds": seconds { $0.ownSeconds },
        "median_own_convolution_seconds_within": seconds { $0.ownSecondsWithin },
        "step_over_convolutions": stepOver { $0.definedSeconds },
        "step_over_own_convolutions": stepOver { $0.ownSeconds },
        "step_over_own_convolutions_within": stepOver { $0.ownSecondsWithin },
        "convolutions": .array(rounds[0].defined.indices.map(defined)),
        "own_convolutions": .array(rounds[0].own.indices.map(own)),
      ]
    }

    private func defined(_ index: Int) -> JSONValue {
      let first = rounds[0].defined[index]
      return [
        "name": .string(first.name), "runs": .integer(first.runs),
        "median_milliseconds": milliseconds { $0.defined[index].seconds },
      ]
    }

    private func own(_ index: Int) -> JSONValue {
      let first = rounds[0].own[index]
      return [
        "name": .string(first.name), "runs": .integer(first.runs),
        "median_milliseconds": milliseconds { $0.own[index].seconds },
        "median_milliseconds_within": milliseconds { $0.own[index].secondsWithin },
      ]
    }

    private func stepOver(_ part: (Round) -> Double) -> JSONValue {
      rounded(median { $0.step / part($0) }, 3)
    }

    private func seconds(_ value: (Round) -> Double) -> JSONValue { rounded(median(value), 5) }

    private func milliseconds(_ seconds: (Round) -> Double) -> JSONValue {
      rounded(1000 * median(seconds), 3)
    }

    private func median(_ value: (Round) -> Double) -> Double {
      Experiments.median(rounds.map(value))
    }

    private func rounded(_ value: Double, _ digits: Int) -> JSONValue {
      let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
      return .number((value * scale).rounded() / scale)
    }
  }
}
