import Imaging
import OrderedCollections
import Tensors

/// What is known of one picture of a data set before it is read.
public struct CaptionedEntry: Equatable, Sendable {
  /// What the picture is called, once in its data set.
  public let id: String
  /// What is said of it: one caption or more.
  public let captions: [String]
  /// What it shows; pictures of one concept stay on one side of the split, unless the data set came
  /// with a split of its own.
  public let concept: String
  /// Whether it is kept from training, to test on.
  public let isHeldOut: Bool

  /// An entry from its parts.
  public init(id: String, captions: [String], concept: String, isHeldOut: Bool) {
    self.id = id
    self.captions = captions
    self.concept = concept
    self.isHeldOut = isHeldOut
  }
}

/// A data set of pictures with captions, whose pictures are read one at a time.
public protocol CaptionedPictures: Sendable {
  /// What the data set is called.
  var name: String { get }
  /// Its pictures, in an order that depends on nothing but the data.
  var entries: [CaptionedEntry] { get }
  /// The SHA-256 of the pictures, captions and split: equal for equal data, wherever it lies.
  var hash: String { get }

  /// The picture of entry number `index`, `side` pixels wide and high.
  ///
  /// - Throws: `InputError` with the path of the picture where it cannot be read.
  func picture(_ index: Int, side: Int) throws -> RGBImage
}

extension CaptionedPictures {
  /// The captions of the training pictures, each once, in the order in which they come first.
  public var trainingCaptions: [String] {
    var captions: OrderedSet<String> = []
    // In large data sets, pictures of a concept have captions in common.
    var latest: [String: [String]] = [:]
    for entry in entries where !entry.isHeldOut && latest[entry.concept] != entry.captions {
      latest[entry.concept] = entry.captions
      captions.append(contentsOf: entry.captions)
    }
    return captions.elements
  }
}
