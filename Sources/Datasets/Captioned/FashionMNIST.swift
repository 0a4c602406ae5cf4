import Files
import Imaging

/// Fashion-MNIST: 70,000 gray pictures of ten kinds of clothes, 28 pixels a side (Xiao, Rasul and
/// Vollgraf 2017), with captions made of the kinds' names.
///
/// Every picture of a kind has the same captions. The data set has a split of its own, which is
/// kept: held out are the 10,000 pictures of its test files, whose kinds are those of the training.
/// It comes under the MIT licence, from Zalando SE.
public struct FashionMNIST: CaptionedPictures {
  /// Where the Debian package `dataset-fashion-mnist` puts the files.
  public static let defaultFolder = "/usr/share/datasets/fashion-mnist"

  /// The kinds, by their labels.
  public static let kinds = [
    "t-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag",
    "ankle boot",
  ]

  /// "fashion-mnist".
  public let name = "fashion-mnist"
  /// The training pictures in the order of their file, then those of the test.
  public let entries: [CaptionedEntry]

  private let parts: [Part]

  /// One of the two pairs of files.
  private struct Part: Sendable {
    let pictures: IDXArray
    let labels: IDXArray
    var count: Int { labels.shape[0] }
  }

  /// Reads the four files in `folder`.
  ///
  /// - Throws: `InputError` (`missing` where there are none, with what installs them; `invalid`
  ///   where one is damaged or not of the data set).
  public init(folder: String = defaultFolder) throws {
    let train = try Self.part("train", in: folder)
    let test = try Self.part("t10k", in: folder)
    parts = [train, test]
    let captions = Self.kinds.map(Self.captions)
    entries = [("train", train, false), ("test", test, true)].flatMap { part, files, isHeldOut in
      files.labels.elements.enumerated().map { index, label in
        CaptionedEntry(
          id: "\(part)-\(index)", captions: captions[Int(label)],
          concept: Self.kinds[Int(label)], isHeldOut: isHeldOut)
      }
    }
  }

  private static func part(_ name: String, in folder: String) throws -> Part {
    let paths = ["images-idx3-ubyte.gz", "labels-idx1-ubyte.gz"].map { "\(folder)/\(name)-\($0)" }
    for path in paths where !fileExists(path) {
      throw InputError(
        .missing, path: path, expected: "the data set Fashion-MNIST", found: "no such file",
        hint: "install it with: scripts/setup-data fashion-mnist")
    }
    let pictures = try IDXArray(gzip: paths[0], dimensions: 3)
    let labels = try IDXArray(gzip: paths[1], dimensions: 1)
    let expected = [labels.shape[0], side, side]
    guard pictures.shape == expected else {
      throw InputError(
        .invalid, path: paths[0],
        expected: "\(expected[0]) pictures of \(side) x \(side) pixels, one for each label",
        found: pictures.shape.map(String.init).joined(separator: " x "))
    }
    if let label = labels.elements.first(where: { $0 >= kinds.count }) {
      throw InputError(
        .invalid, path: paths[1], expected: "labels from 0 to \(kinds.count - 1)",
        found: "\(label)")
    }
    return Part(pictures: pictures, labels: labels)
  }

  /// The side of the pictures in the files.
  private static let side = 28
  /// The side of the pictures with their edge.
  private static let framedSide = 32

  private static func captions(of kind: String) -> [String] {
    let thing = withArticle(kind)
    return [
      thing, kind, "a photo of \(thing)", "a picture of \(thing)", "a gray picture of \(thing)",
      "a small photo of \(thing)", withArticle("gray \(kind)"), "\(thing) on a black background",
    ]
  }

  /// The label of entry number `index`, which `kinds` tells the meaning of.
  public func label(of index: Int) -> Int {
    let (part, place) = position(of: index)
    return Int(part.labels.elements[part.labels.elements.startIndex + place])
  }

  /// The picture of entry number `index`, `side` pixels wide and high: the 28 x 28 pixels with a
  /// black edge of two, resized where `side` is not 32.
  public func picture(_ index: Int, side: Int) -> RGBImage {
    let (part, place) = position(of: index)
    let size = Self.side * Self.side
    let start = part.pictures.elements.startIndex + place * size
    let gray = part.pictures.elements[start..<(start + size)]
    let picture = RGBImage(
      width: Self.side, height: Self.side, pixels: gray.flatMap { [$0, $0, $0] })
    return picture.padded(toSide: Self.framedSide, color: RGBColor(red: 0, green: 0, blue: 0))
      .resized(width: side, height: side)
  }

  /// The SHA-256 of the captions and of the hashes of the expanded files.
  public var hash: String {
    let captions = Self.kinds.flatMap(Self.captions)
    let contents = parts.flatMap { [sha256($0.pictures.elements), sha256($0.labels.elements)] }
    return sha256((captions + contents).joined(separator: "\n").utf8)
  }

  private func position(of index: Int) -> (part: Part, place: Int) {
    index < parts[0].count ? (parts[0], index) : (parts[1], index - parts[0].count)
  }
}
