import Imaging

/// A data set of which nothing is held out.
public struct WithoutSplit: CaptionedPictures {
  private let data: any CaptionedPictures
  /// The entries of the data set, all to train on.
  public let entries: [CaptionedEntry]

  /// All of `data`, to train on.
  public init(_ data: any CaptionedPictures) {
    self.data = data
    entries = data.entries.map {
      CaptionedEntry(id: $0.id, captions: $0.captions, concept: $0.concept, isHeldOut: false)
    }
  }

  /// The name of the data set.
  public var name: String { data.name }
  /// The hash of the data set with its split.
  public var hash: String { data.hash }

  /// The picture of an entry, as the data set gives it.
  ///
  /// - Throws: `InputError`, as the data set does.
  public func picture(_ index: Int, side: Int) throws -> RGBImage {
    try data.picture(index, side: side)
  }
}
