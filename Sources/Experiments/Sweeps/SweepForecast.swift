import Files

/// What a sweep will cost: for each arm a forecast of one of its runs, and the sum.
public struct SweepForecast: CustomStringConvertible {
  /// The resolved spec.
  public let spec: JSONValue
  /// The arms with the forecast of a run and the number of runs.
  public let arms: [(name: String, runs: Int, forecast: Forecast)]

  /// Takes a few steps of each stage of every arm.
  ///
  /// - Throws: `InputError` or `TrainingFailure`.
  public init(of plan: SweepPlan) throws {
    spec = plan.resolved.json
    arms = try plan.arms.enumerated().compactMap { index, arm in
      let members = plan.members.filter { $0.arm == index }
      guard let first = members.first else { return nil }
      return (arm.name, members.count, try Forecast(of: first.spec))
    }
  }

  /// The seconds of all runs, without samples, evaluations on the way and checkpoints.
  public var seconds: Double { arms.reduce(0) { $0 + Double($1.runs) * $1.forecast.seconds } }

  /// The forecast as JSON.
  public var json: JSONValue {
    [
      "spec": spec,
      "arms": .array(
        arms.map {
          [
            "name": .string($0.name), "runs": .integer($0.runs), "run": $0.forecast.json,
            "seconds": .exactly(Double($0.runs) * $0.forecast.seconds),
          ]
        }),
      "seconds": .exactly(seconds),
      "peak_memory_bytes": .integer(arms.map(\.forecast.peakMemory).max() ?? 0),
    ]
  }

  /// The forecast as a table for people.
  public var description: String {
    var rows = [["arm", "runs", "parameters", "time of a run", "time"]]
    for arm in arms {
      rows.append([
        arm.name, "\(arm.runs)",
        "\(arm.forecast.parameters.reduce(0) { $0 + $1.count })",
        spelledDuration(arm.forecast.seconds),
        spelledDuration(Double(arm.runs) * arm.forecast.seconds),
      ])
    }
    let memory = arms.map(\.forecast.peakMemory).max() ?? 0
    return aligned(rows)
      + "\n\n\(padded("runs"))\(arms.reduce(0) { $0 + $1.runs })"
      + "\n\(padded("time in all"))\(spelledDuration(seconds))"
      + "\n\(padded("peak memory"))\(memory >> 20) MiB"
  }
}
