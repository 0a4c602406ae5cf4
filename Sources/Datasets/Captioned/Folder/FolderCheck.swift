import Files
import Imaging

/// What is to be said of a folder of captioned pictures once every picture has been decoded.
public struct FolderCheck: Sendable {
  /// A picture and its size.
  public struct SizedPicture: Equatable, Sendable {
    /// The picture.
    public let id: String
    /// Its width in pixels.
    public let width: Int
    /// Its height in pixels.
    public let height: Int
  }

  /// Pictures that have a caption in common.
  public struct SharedCaption: Equatable, Sendable {
    /// The caption.
    public let caption: String
    /// The pictures, sorted by the bytes of their ids.
    public let ids: [String]
  }

  /// What is wrong, sorted by path and line.
  public private(set) var problems: [FolderProblem]
  /// The usable pictures.
  public private(set) var usable: [CaptionedEntry] = []
  /// The usable picture with the fewest pixels, the first of several.
  public private(set) var smallest: SizedPicture?
  /// The usable picture with the most pixels, the first of several.
  public private(set) var largest: SizedPicture?
  /// The groups of pictures whose files are equal byte by byte.
  public private(set) var equalPictures: [[CaptionedEntry]] = []
  /// The captions that several pictures have, the most frequent first.
  public private(set) var equalCaptions: [SharedCaption] = []
  /// The pictures that no usable caption of the metadata is of.
  public let uncaptioned: [String]
  /// The concepts of several pictures that a model never sees.
  public let unseenConcepts: [String]
  /// The hash of the data set, as `FolderPictures` gives it.
  public private(set) var hash = ""

  /// Decodes every picture of `pictures`.
  ///
  /// - Parameters:
  ///   - pictures: The folder.
  ///   - progress: Is told how many pictures are done, after each.
  /// - Throws: `InputError` where a folder cannot be read.
  public init(_ pictures: FolderPictures, progress: (Int) -> Void = { _ in }) throws {
    problems = pictures.problems
    uncaptioned = try pictures.uncaptioned()
    unseenConcepts = pictures.unseenConcepts
    var hash = CaptionedHash()
    var byDigest: [String: [CaptionedEntry]] = [:]
    for (index, entry) in pictures.entries.enumerated() {
      let path = pictures.path(index)
      var bytes: [UInt8]?
      do {
        let read = try Picture.readBytes(path)
        bytes = read
        note(try Picture.decode(read, path: path), of: entry)
        byDigest[sha256(read), default: []].append(entry)
      } catch {
        problems.append(FolderProblem(unreadable: entry.id, error))
      }
      hash.add(entry, file: bytes)
      progress(index + 1)
    }
    self.hash = hash.finish()
    equalPictures = byDigest.values.filter { $0.count > 1 }
      .sorted { precedesBytewise($0[0].id, $1[0].id) }
    equalCaptions = Self.sharedCaptions(of: usable)
    problems.sort(by: FolderProblem.areInOrder)
  }

  private mutating func note(_ image: RGBImage, of entry: CaptionedEntry) {
    usable.append(entry)
    let size = SizedPicture(id: entry.id, width: image.width, height: image.height)
    if smallest.map({ size.pixels < $0.pixels }) ?? true { smallest = size }
    if largest.map({ size.pixels > $0.pixels }) ?? true { largest = size }
  }

  private static func sharedCaptions(of entries: [CaptionedEntry]) -> [SharedCaption] {
    var ids: [String: [String]] = [:]
    for entry in entries {
      for caption in entry.captions where ids[caption]?.last != entry.id {
        ids[caption, default: []].append(entry.id)
      }
    }
    return ids.filter { $0.value.count > 1 }.map { SharedCaption(caption: $0.key, ids: $0.value) }
      .sorted {
        $0.ids.count == $1.ids.count
          ? precedesBytewise($0.caption, $1.caption) : $0.ids.count > $1.ids.count
      }
  }

  /// The captions of the usable pictures, counted.
  public var captionCount: Int { usable.reduce(0) { $0 + $1.captions.count } }

  /// The concepts of the usable pictures, counted.
  public var conceptCount: Int { Set(usable.map(\.concept)).count }

  /// The usable pictures that are held out.
  public var heldOut: [CaptionedEntry] { usable.filter(\.isHeldOut) }

  /// Those of `heldOut` all of whose captions training pictures have too.
  public var heldOutWithKnownCaptions: [CaptionedEntry] {
    let known = Set(usable.filter { !$0.isHeldOut }.flatMap(\.captions))
    return heldOut.filter { known.isSuperset(of: $0.captions) }
  }
}

extension FolderCheck.SizedPicture {
  fileprivate var pixels: Int { width * height }
}
