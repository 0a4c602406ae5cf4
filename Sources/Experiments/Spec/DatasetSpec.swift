import Datasets
import Files

/// The data of a training experiment.
public struct DatasetSpec: SpecReadable, Sendable {
  /// The data set.
  public let name: Name
  /// Where a folder of pictures lies.
  public let path: String?
  /// The side of the pictures in pixels.
  public let size: Int
  /// How much the wordings of captions vary.
  public let wordings: Wordings

  /// The data sets there are.
  public enum Name: String, CaseIterable, Sendable {
    /// The built-in world of coloured shapes.
    case shapes
    /// See `FashionMNIST`.
    case fashionMNIST = "fashion-mnist"
    /// See `NotoEmoji`.
    case emoji
    /// A folder of captioned pictures.
    case folder
  }

  /// The data set `name`, with pictures of `size` pixels a side, in plain wordings.
  public init(name: Name, path: String? = nil, size: Int = 64) {
    wordings = .plain
    self.name = name
    self.path = path
    self.size = size
  }

  /// The same data set, its folder where `locatedFolder` finds it.
  func located(beside root: String) -> DatasetSpec {
    guard let path else { return self }
    return DatasetSpec(name: name, path: locatedFolder(path, beside: root), size: size)
  }

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    name = fields.choice("name", default: .shapes, "the data set")
    path = fields.optionalText("path", "of folder: where it lies, as seen from the spec")
    size = fields.integer(
      "size", default: 64, in: 16...256, "the pictures' side in pixels, a power of two")
    wordings = fields.choice(
      "wordings", default: .plain, "how much the wordings of captions vary")
    if size & (size - 1) != 0 {
      fields.problem("size", expected: "a power of two", found: "\(size)")
    }
    if name != .shapes, wordings != .plain {
      fields.problem(
        "wordings", expected: "plain with the data set \(name.rawValue), whose captions are given",
        found: wordings.rawValue)
    }
    if (path == nil) == (name == .folder) {
      fields.problem(
        "path", expected: name == .folder ? "the folder's path" : "no path with \(name.rawValue)",
        found: path ?? "none")
    }
  }
}

/// Where the folder lies that is recorded as `path`.
///
/// A recorded path counts from where the program was called, which is mostly the folder that the
/// folder of all runs lies in; from there it is found wherever the program is called later.
///
/// - Parameters:
///   - path: The path as it is recorded.
///   - root: The folder of all runs.
/// - Returns: The path, led there where that alone is a folder.
func locatedFolder(_ path: String, beside root: String) -> String {
  guard !path.hasPrefix("/"), !isFolder(path) else { return path }
  let other = "\(root)/../\(path)"
  return isFolder(other) ? other : path
}
