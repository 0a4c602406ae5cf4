import Imaging
import TextToImage

/// A picture that was drawn, and what is known of it.
public struct DrawnPicture: Sendable {
  /// Its pixels.
  public let image: RGBImage
  /// What it follows from.
  public let record: PictureRecord
  /// The file it was written to; nil where it is a part of a grid only.
  public let path: String?
  /// Words of its prompt that the model never saw.
  public let unknownWords: [String]
  /// Whether its prompt was longer than the model reads.
  public let isTruncated: Bool
  /// The model's labels that its prompt names; nil where the model reads words.
  public let labels: [String]?

  /// A picture of a prompt that was read.
  public init(_ image: RGBImage, _ record: PictureRecord, of reading: Reading, path: String?) {
    self.image = image
    self.record = record
    self.path = path
    // Not the reading itself: its tensors are for one thread.
    unknownWords = reading.unknownWords
    isTruncated = reading.isTruncated
    labels = reading.labels
  }
}
