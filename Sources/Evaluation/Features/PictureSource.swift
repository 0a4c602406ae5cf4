import Imaging

/// Pictures that are read or drawn one at a time.
public struct PictureSource {
  /// What the pictures are of, for messages: a folder, a data set, a model.
  public let name: String
  /// What each picture is called, once in the source.
  public let ids: [String]
  /// The picture of a given number; an `InputError` says that there is none to be had.
  public let picture: (Int) throws -> RGBImage

  /// A source from its parts.
  public init(name: String, ids: [String], picture: @escaping (Int) throws -> RGBImage) {
    self.name = name
    self.ids = ids
    self.picture = picture
  }
}
