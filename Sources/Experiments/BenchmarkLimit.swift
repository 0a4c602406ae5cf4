import Files
import Tensors

/// How far the reference step is from the time that its convolutions alone would take.
public struct BenchmarkLimit: Sendable {
  /// The reference step and its settings.
  public var step = BenchmarkStep()
  /// How often step and convolutions are timed in turn.
  public var rounds = 5

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
    let clock = ContinuousClock()
    var seconds: [Double] = []
    var convolutions: [[ConvolutionTime]] = []
    for _ in 0..<rounds {
      var times: [Duration] = []
      convolutions.append(
        Engine.current.convolutionTimes(
          in: { times.append(clock.measure { body(5) }) }, times: step.steps, repeats: 9))
      seconds.append(times.sorted()[step.steps / 2] / .seconds(1))
    }
    return Result(settings: self, stepSeconds: seconds, convolutions: convolutions)
  }

  /// What the benchmark found.
  public struct Result: Sendable {
    /// What was timed.
    public let settings: BenchmarkLimit
    /// The median time of a step in each round.
    public let stepSeconds: [Double]
    /// The convolutions of a step, timed alone in each round.
    public let convolutions: [[ConvolutionTime]]

    /// The time of all convolutions of a step, alone, in each round.
    public var convolutionSeconds: [Double] { sums { $0.seconds } }

    /// The same as they ran in the step.
    public var convolutionSecondsWithin: [Double] { sums { $0.secondsWithin } }

    /// The median over rounds of a step's time over that of its convolutions alone.
    public var ratio: Double { median(zip(stepSeconds, convolutionSeconds).map { $0 / $1 }) }

    /// The median over rounds of a step's time over that of its convolutions in the step.
    public var ratioWithin: Double {
      median(zip(stepSeconds, convolutionSecondsWithin).map { $0 / $1 })
    }

    private func sums(_ seconds: (ConvolutionTime) -> Double) -> [Double] {
      convolutions.map { round in round.reduce(0) { $0 + Double($1.runs) * seconds($1) } }
    }

    /// The settings and figures.
    public var json: JSONValue {
      let rows = convolutions[0].indices.map { index -> JSONValue in
        let each = convolutions.map { $0[index] }
        return [
          "name": .string(each[0].name), "runs": .integer(each[0].runs),
          "median_milliseconds": rounded(1000 * median(each.map(\.seconds)), 3),
          "median_milliseconds_within": rounded(1000 * median(each.map(\.secondsWithin)), 3),
        ]
      }
      return [
        "limn": .string("oneDNN \(Engine.libraryVersion)"),
        "precision": .string(settings.step.precision.rawValue),
        "channels": .integer(settings.step.channels), "size": .integer(settings.step.size),
        "batch": .integer(settings.step.batch), "threads": .integer(settings.step.threads),
        "rounds": .integer(settings.rounds),
        "median_step_seconds": rounded(median(stepSeconds), 5),
        "median_convolution_seconds": rounded(median(convolutionSeconds), 5),
        "median_convolution_seconds_within": rounded(median(convolutionSecondsWithin), 5),
        "step_over_convolutions": rounded(ratio, 3),
        "step_over_convolutions_within": rounded(ratioWithin, 3),
        "convolutions": .array(rows),
      ]
    }

    private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    private func rounded(_ value: Double, _ digits: Int) -> JSONValue {
      let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
      return .number((value * scale).rounded() / scale)
    }
  }
}
