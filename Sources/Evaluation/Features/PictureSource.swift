import Imaging
import Tensors

/// Pictures that are read or drawn one at a time.
public struct PictureSource {
  /// What the pictures are of, for messages and records: a folder, a data set, a model.
  public let name: String
  /// What each picture is called, once in the source.
  public let ids: [String]
  /// What each picture belongs to: its prompt or its concept; empty where that is not known.
  public let groups: [String]
  /// The seeds that they are drawn with, for signatures; nil where they are not drawn.
  public let seeds: String?
  /// The class that each picture shows, nil for one of none; empty where that is not known.
  public let classes: [String?]
  /// The picture of a given number; an `InputError` says that there is none to be had.
  public let picture: (Int) throws -> RGBImage

  /// A source from its parts; `groups` and `classes` have a name for each picture or none at all.
  public init(
    name: String, ids: [String], groups: [String] = [], seeds: String? = nil,
    classes: [String?] = [], picture: @escaping (Int) throws -> RGBImage
  ) {
    for names in [groups, classes] as [[String?]] {
      require(
        names.isEmpty || names.count == ids.count,
        "PictureSource: expected \(ids.count) groups and classes or none, got \(names.count)")
    }
    self.name = name
    self.ids = ids
    self.groups = groups
    self.seeds = seeds
    self.classes = classes
    self.picture = picture
  }

  /// The width in pixels of the first picture that can be read; nil where none can.
  public var firstSide: Int? {
    ids.indices.lazy.compactMap { try? picture($0).width }.first
  }
}
