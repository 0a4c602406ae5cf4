import Datasets
import Evaluation
import Files
import Imaging

/// A picture of a prompt, and whether it shows what the prompt asks for.
public struct ScoredPicture: Sendable {
  /// What was asked for.
  public let prompt: Prompt
  /// What tells it from the prompt's other pictures.
  public let origin: Origin
  /// The picture.
  public let image: RGBImage
  /// What the oracle makes of it.
  public let verdict: Verdict

  /// Where a picture comes from.
  public enum Origin: Equatable, Sendable {
    /// Drawn from the noise of a seed.
    case seed(UInt64)
    /// Read from a file of this name.
    case file(String)
  }

  /// The verdict with what it is of, as JSON.
  public var json: JSONValue {
    let own: JSONValue.Member =
      switch origin {
      case .seed(let seed): .init("seed", .integer(Int(seed)))
      case .file(let name): .init("picture", .string(name))
      }
    return .object([
      .init("id", .string(prompt.id)), .init("prompt", .string(prompt.prompt)),
      .init("tag", prompt.tag.map(JSONValue.string) ?? .null), own,
      .init("correct", .bool(verdict.correct)), .init("reason", .string(verdict.reason)),
    ])
  }

  /// The picture with its prompt, its seed or name and what is wrong with it, for a sheet.
  public var cell: ContactSheet.Cell {
    let own =
      switch origin {
      case .seed(let seed): "seed \(seed)"
      case .file(let name): name
      }
    return ContactSheet.Cell(
      image: image, caption: "\(prompt.prompt), \(own): \(verdict.reason)")
  }
}
