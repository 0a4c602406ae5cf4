import Datasets
import Evaluation
import Imaging
import TextToImage

/// Captions of a data set to draw pictures of, spread evenly over the entries of one side of the
/// split; the first picture has seed 0, the next one seed 1.
///
/// Captions of one concept give nearly the same picture under one seed, so that no two pictures may
/// share theirs (decision 24).
public struct DrawnCaptions: Sendable {
  /// A picture to be drawn.
  public struct Item: Equatable, Sendable {
    /// Of what.
    public let caption: String
    /// The entry that the caption is of.
    public let entry: CaptionedEntry
    /// The seed.
    public let seed: UInt64
  }

  /// The data set and the side: "emoji", or "emoji:held-out".
  public let place: String
  /// The pictures, in order.
  public let items: [Item]

  /// Chooses captions.
  ///
  /// - Parameters:
  ///   - side: The entries, one at least.
  ///   - count: How many pictures are to be drawn.
  public init(of side: DataSide, count: Int) {
    place = side.place
    items = (0..<count).map { number in
      let entry = side.data.entries[side.entries[number * side.entries.count / count]]
      return Item(caption: entry.caption(number), entry: entry, seed: UInt64(number))
    }
  }
}

extension PictureSource {
  /// The pictures of captions, drawn by `draw`; those of a caption are a group.
  public init(
    name: String, _ captions: DrawnCaptions, classes: PictureClasses?,
    draw: @escaping (_ caption: String, _ seed: UInt64) throws -> RGBImage
  ) {
    let items = captions.items
    self.init(
      name: name, ids: items.map { "\($0.entry.id)/\($0.caption)/\($0.seed)" },
      groups: items.map(\.caption), seeds: "0+1n",
      classes: classes.map { classes in items.map { classes[$0.entry] } } ?? []
    ) { try draw(items[$0].caption, items[$0].seed) }
  }
}

extension Model {
  /// The picture of a caption as `limn generate` draws it.
  ///
  /// - Throws: `InputError` (`invalid`) where the caption cannot be read.
  public func picture(of caption: String, seed: UInt64) throws -> RGBImage {
    picture(of: try read(caption).text, seed: seed)
  }
}
