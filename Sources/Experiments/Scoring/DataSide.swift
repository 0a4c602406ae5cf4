import Datasets
import Evaluation

/// The training pictures of a data set, or the held-out ones.
public struct DataSide: Sendable {
  /// The data set.
  public let data: any CaptionedPictures
  /// Whether it is the held-out ones.
  public let isHeldOut: Bool
  /// The numbers of the entries.
  public let entries: [Int]

  /// One side of a data set.
  public init(_ data: any CaptionedPictures, isHeldOut: Bool) {
    self.data = data
    self.isHeldOut = isHeldOut
    entries = data.entries.indices.filter { data.entries[$0].isHeldOut == isHeldOut }
  }

  /// The data set and the side: "emoji", or "emoji:held-out".
  public var place: String { data.name + (isHeldOut ? ":held-out" : "") }
}

extension PictureSource {
  /// Real pictures, spread evenly where there are more than `count`; those of a concept are a
  /// group.
  ///
  /// - Parameters:
  ///   - side: Where they are from.
  ///   - name: What they are called in messages and records.
  ///   - count: The most pictures; nil for all.
  ///   - size: Their side in pixels.
  ///   - classes: The classes of the data set, where they matter.
  public init(
    _ side: DataSide, name: String? = nil, count: Int? = nil, size: Int,
    classes: PictureClasses? = nil
  ) {
    let data = side.data
    let chosen = side.entries.evenlySpread(count ?? side.entries.count)
    let entries = chosen.map { data.entries[$0] }
    self.init(
      name: name ?? side.place, ids: entries.map(\.id), groups: entries.map(\.concept),
      classes: classes.map { classes in entries.map { classes[$0] } } ?? []
    ) { try data.picture(chosen[$0], side: size) }
  }
}
