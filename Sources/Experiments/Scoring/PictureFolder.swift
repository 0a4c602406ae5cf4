import Datasets
import Evaluation
import Files
import Imaging

extension PictureSource {
  /// The pictures of a folder, by name; what is in folders below it is left alone.
  ///
  /// Files with the extension of a picture are taken; those that are neither PNG nor JPEG throw
  /// when they are read.
  ///
  /// - Throws: `InputError`: `missing` where there is no such folder, `invalid` where it has no
  ///   pictures.
  public init(folder: String) throws {
    let extensions = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp"]
    let names = try namesInFolder(folder).filter { name in
      !name.hasPrefix(".") && extensions.contains { name.lowercased().hasSuffix($0) }
    }
    guard !names.isEmpty else {
      throw InputError(
        .invalid, path: folder, expected: "a folder of pictures", found: "none in it")
    }
    let root = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    self.init(name: root, ids: names) { try Picture.read("\(root)/\(names[$0])") }
  }

  /// The pictures of a folder or, where there is none of that name, of a data set: "emoji" means
  /// those that are trained on, "emoji:held-out" the others.
  ///
  /// - Parameters:
  ///   - place: The folder or the data set.
  ///   - side: The side in pixels of a data set's pictures.
  /// - Throws: `InputError`, as `init(folder:)` does, or where the data set is not installed.
  public init(place: String, side: Int) throws {
    let parts = place.split(separator: ":", maxSplits: 1).map(String.init)
    let isHeldOut = parts.count == 2 && parts[1] == "held-out"
    guard !fileExists(place), parts.count == 1 || isHeldOut,
      let name = DatasetSpec.Name(rawValue: parts[0]), name != .folder,
      let data = try captionedPictures(for: DatasetSpec(name: name))
    else {
      try self.init(folder: place)
      return
    }
    self.init(DataSide(data, isHeldOut: isHeldOut), name: place, size: side)
  }
}
