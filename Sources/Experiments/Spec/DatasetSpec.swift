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

  /// The same data set, its folder where a record finds it.
  ///
  /// A recorded path counts from where the program was called, which is mostly the folder that the
  /// folder of all runs lies in; from there it is found wherever the program is called later.
  ///
  /// - Parameter root: The folder of all runs.
  /// - Returns: The data set, its path led there where that alone is a folder.
  func located(beside root: String) -> DatasetSpec {
    guard let path, !path.hasPrefix("/"), !isFolder(path) else { return self }
    let other = "\(root)/../\(path)"
    return isFolder(other) ? DatasetSpec(name: name, path: other, size: size) : self
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
    if (path == nil) == (name == .folder) {
      fields.problem(
        "path", expected: name == .folder ? "the folder's path" : "no path with \(name.rawValue)",
        found: path ?? "none")
    }
  }
}
