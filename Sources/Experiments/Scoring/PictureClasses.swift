import Datasets
import Files

/// The concepts of a data set that a classifier can learn and be tested on: those that training
/// pictures show, and held-out ones too.
public struct PictureClasses: Sendable {
  /// The fewest training pictures of a class.
  public static let fewest = 5

  /// How many classes there are.
  public var count: Int { names.count }
  private let names: Set<String>

  /// Finds the classes of a data set.
  ///
  /// - Throws: `InputError` (`invalid`) where there are fewer than two.
  public init(of data: any CaptionedPictures) throws {
    var training: [String: Int] = [:]
    var heldOut: Set<String> = []
    for entry in data.entries {
      if entry.isHeldOut {
        heldOut.insert(entry.concept)
      } else {
        training[entry.concept, default: 0] += 1
      }
    }
    names = heldOut.filter { training[$0, default: 0] >= Self.fewest }
    guard names.count > 1 else {
      throw InputError(
        .invalid, path: data.name,
        expected:
          "two concepts or more, each of \(Self.fewest) training pictures and some held-out ones, for "
          + "figures of classes such as classification", found: "\(names.count)")
    }
  }

  /// The class of an entry; nil where its concept is none.
  public subscript(entry: CaptionedEntry) -> String? {
    names.contains(entry.concept) ? entry.concept : nil
  }
}
