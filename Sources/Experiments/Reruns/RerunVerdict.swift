import Files

/// How a rerun compares with its original.
public enum RerunVerdict: String, CaseIterable, Sendable {
  /// Every output has the same bytes, and every line of metrics the same values.
  case identical
  /// Outputs differ in their metadata alone, or within the tolerances that the spec declares.
  case equivalent
  /// The same inputs, or inputs known to have changed, gave other outputs.
  case drifted
  /// A recorded input is not what it was, so nothing was run.
  case inputsChanged = "inputs-changed"
  /// The rerun came to no end.
  case failed

  /// What to tell of the verdict, in words and to the shell: the one place where both are decided.
  ///
  /// - Parameters:
  ///   - divergence: Where the rerun and its original part first.
  ///   - despiteChanges: Whether an input was known to be another than was recorded.
  /// - Returns: One line, and the exit code: 0 for `identical` and `equivalent`, 104 for `drifted`,
  ///   102 for `inputsChanged`, 1 for `failed`.
  public func conclusion(
    _ divergence: Divergence? = nil, despiteChanges: Bool = false
  ) -> (line: String, exitCode: Int32) {
    let place = divergence.map { "; the first difference is at \($0)" } ?? ""
    let inputs = despiteChanges ? "changed inputs" : "the same inputs"
    return switch self {
    case .identical: ("identical", 0)
    case .equivalent: ("equivalent\(place)", 0)
    case .drifted: ("drifted: \(inputs) gave other outputs\(place)", 104)
    case .inputsChanged: ("inputs-changed: nothing was run", 102)
    case .failed: ("failed\(place)", 1)
    }
  }
}

/// The first place where two results part.
public struct Divergence: Equatable, Sendable, CustomStringConvertible {
  /// The stage: of training "warmup", of drawing "embedding" or a layer of the model,
  /// "generator.painter.blocks.0", or "outputs" for a file.
  public var stage: String
  /// The step, counted over all stages of training, or the index of a picture in its grid; nil
  /// where there are no steps.
  public var step: Int?
  /// What differs there: the name of a value, or a file.
  public var name: String

  /// The first tensor of the parameters that differs, where that is known.
  public var tensor: String?

  /// A place from its parts.
  public init(stage: String, step: Int? = nil, name: String, tensor: String? = nil) {
    self.stage = stage
    self.step = step
    self.name = name
    self.tensor = tensor
  }

  /// "warmup, step 300, reconstruction, tensor generator.box.weight".
  public var description: String {
    [stage, step.map { "step \($0)" }, name, tensor.map { "tensor \($0)" }]
      .compactMap { $0 }.joined(separator: ", ")
  }

  /// The place as JSON; what there is not is null.
  public var json: JSONValue {
    [
      "stage": .string(stage), "step": step.map(JSONValue.integer) ?? .null,
      "name": .string(name), "tensor": tensor.map(JSONValue.string) ?? .null,
    ]
  }
}
