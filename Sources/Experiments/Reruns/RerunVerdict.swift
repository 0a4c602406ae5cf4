import Files

/// How a rerun compares with its original.
public enum RerunVerdict: String, CaseIterable, Sendable {
  /// Every output has the same bytes, and every line of metrics the same values.
  case identical
  /// Outputs differ, within the tolerances that the spec declares.
  case equivalent
  /// The same inputs gave other outputs.
  case drifted
  /// A recorded input is not what it was, so nothing was run.
  case inputsChanged = "inputs-changed"
  /// The rerun came to no end.
  case failed

  /// What to tell of the verdict, in words and to the shell: the one place where both are decided.
  ///
  /// - Parameter divergence: Where the rerun and its original part first.
  /// - Returns: One line, and the exit code: 0 for `identical` and `equivalent`, 104 for `drifted`,
  ///   102 for `inputsChanged`, 1 for `failed`.
  public func conclusion(_ divergence: Divergence? = nil) -> (line: String, exitCode: Int32) {
    let place = divergence.map { "; the first difference is at \($0)" } ?? ""
    return switch self {
    case .identical: ("identical", 0)
    case .equivalent: ("equivalent: within the declared tolerances\(place)", 0)
    case .drifted: ("drifted: the same inputs gave other outputs\(place)", 104)
    case .inputsChanged: ("inputs-changed: nothing was run", 102)
    case .failed: ("failed\(place)", 1)
    }
  }
}

/// The first place where two results part.
public struct Divergence: Equatable, Sendable, CustomStringConvertible {
  /// The stage: of training "warmup", of drawing "embedding", or "outputs" for a file.
  public var stage: String
  /// The step, counted over all stages of training, or the index of a picture in its grid; nil
  /// where there are no steps.
  public var step: Int?
  /// What differs there: the name of a value, or a file.
  public var name: String

  /// A place from its parts.
  public init(stage: String, step: Int? = nil, name: String) {
    self.stage = stage
    self.step = step
    self.name = name
  }

  /// "warmup, step 300, reconstruction".
  public var description: String {
    [stage, step.map { "step \($0)" }, name].compactMap { $0 }.joined(separator: ", ")
  }

  /// The place as JSON; a step that there is not is null.
  public var json: JSONValue {
    [
      "stage": .string(stage), "step": step.map(JSONValue.integer) ?? .null,
      "name": .string(name),
    ]
  }
}
