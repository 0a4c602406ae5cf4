import Datasets
import Evaluation
import Files
import Imaging

/// A picture of a prompt, and whether it shows what the prompt asks for.
public struct ScoredPicture: Sendable {
  /// What was asked for.
  public let prompt: Prompt
  /// The seed of the picture.
  public let seed: UInt64
  /// The picture.
  public let image: RGBImage
  /// What the oracle makes of it.
  public let verdict: Verdict

  /// The verdict with what it is of, as JSON.
  public var json: JSONValue {
    [
      "id": .string(prompt.id), "prompt": .string(prompt.prompt),
      "tag": prompt.tag.map(JSONValue.string) ?? .null, "seed": .integer(Int(seed)),
      "correct": .bool(verdict.correct), "reason": .string(verdict.reason),
    ]
  }

  /// The picture with its prompt, its seed and what is wrong with it, for a sheet.
  public var cell: ContactSheet.Cell {
    ContactSheet.Cell(image: image, caption: "\(prompt.prompt), seed \(seed): \(verdict.reason)")
  }
}
