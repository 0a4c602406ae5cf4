import Files
import Imaging
import Tensors

/// What is kept of the pictures of a source: their features, and which of them are odd.
public struct PictureFeatures: Sendable {
  /// A picture that was not used, and why.
  public struct LeftOut: Equatable, Sendable {
    /// The picture.
    public let id: String
    /// What is wrong with it, as a sentence without its full stop.
    public let reason: String
  }

  /// What becomes of a picture whose pixels are those of one before it.
  public enum Repeats: Sendable {
    /// It counts, as it must where a model is judged that draws the same picture over and over.
    case count
    /// It is left out, as it must be where pictures stand for a world.
    case leaveOut
  }

  /// The side of the small copies whose pixels are compared.
  public static let pixelSide = 32

  /// What the pictures are of.
  public let name: String
  /// The SHA-256 of the sorted list, a line each, of the sizes and pixel checksums of the pictures
  /// that are used: their names and their order do not count.
  public private(set) var hash = ""
  /// What each picture that is used belongs to; empty where that is not known.
  public private(set) var groups: [String] = []
  /// The seeds that they were drawn with, for signatures; nil where they were not drawn.
  public let seeds: String?
  /// The class of each picture that is used; empty where that is not known.
  public private(set) var classes: [String?] = []
  /// The features of the pictures that are used.
  public private(set) var features: FeatureSet
  /// The bytes of small copies of them; nil where they were not asked for.
  public private(set) var pixels: FeatureSet?
  /// The pictures that are not used.
  public private(set) var leftOut: [LeftOut] = []
  /// How many of the pictures that are used have the pixels of one before them.
  public private(set) var repeats = 0
  private var keys: [String] = []
  private var firsts: [String: String] = [:]

  /// Reads or draws the pictures of a source, a batch at a time; only their vectors are kept.
  ///
  /// - Parameters:
  ///   - source: The pictures. One that throws an `InputError` is left out.
  ///   - network: What computes the features.
  ///   - repeated: What becomes of repeated pictures.
  ///   - keepsPixels: Whether small copies are kept, for distances between pixels.
  ///   - advanced: Called after each batch with the number of pictures done; a false answer stops.
  /// - Returns: What is kept; nil where it was stopped.
  /// - Throws: What is not an `InputError`.
  public static func read(
    _ source: PictureSource, by network: FeatureNetwork, repeated: Repeats,
    keepsPixels: Bool = false, advanced: (Int) -> Bool = { _ in true }
  ) throws -> PictureFeatures? {
    var kept = PictureFeatures(
      source.name, seeds: source.seeds, width: network.width, keepsPixels: keepsPixels)
    for start in stride(from: 0, to: source.ids.count, by: FeatureNetwork.batch) {
      let end = min(start + FeatureNetwork.batch, source.ids.count)
      var ids: [String] = []
      var pictures: [RGBImage] = []
      for index in start..<end {
        guard let picture = try kept.take(index, of: source, repeated) else { continue }
        ids.append(source.ids[index])
        pictures.append(picture)
      }
      if !pictures.isEmpty { kept.append(ids, pictures, network.features(of: pictures)) }
      guard advanced(end) else { return nil }
    }
    kept.hash = sha256(kept.keys.sorted().joined(separator: "\n").utf8)
    (kept.keys, kept.firsts) = ([], [:])
    return kept
  }

  private init(_ name: String, seeds: String?, width: Int, keepsPixels: Bool) {
    self.name = name
    self.seeds = seeds
    features = FeatureSet(width: width)
    if keepsPixels { pixels = FeatureSet(width: Self.pixelSide * Self.pixelSide * 3) }
  }

  /// A picture, unless it is to be left out.
  private mutating func take(
    _ index: Int, of source: PictureSource, _ repeated: Repeats
  ) throws -> RGBImage? {
    let id = source.ids[index]
    let picture: RGBImage
    do {
      picture = try source.picture(index)
    } catch let error as InputError {
      leftOut.append(LeftOut(id: id, reason: "\(error)"))
      return nil
    }
    let key = "\(picture.width)x\(picture.height) \(checksum(of: picture.pixels))"
    if let first = firsts[key] {
      if repeated == .leaveOut {
        leftOut.append(LeftOut(id: id, reason: "\(id): has the pixels of \(first)"))
        return nil
      }
      repeats += 1
    } else {
      firsts[key] = id
    }
    keys.append(key)
    if !source.groups.isEmpty { groups.append(source.groups[index]) }
    if !source.classes.isEmpty { classes.append(source.classes[index]) }
    return picture
  }

  private mutating func append(_ ids: [String], _ pictures: [RGBImage], _ vectors: Tensor) {
    vectors.withElements { elements in
      for (row, id) in ids.enumerated() {
        features.append(id, elements[(row * features.width)..<((row + 1) * features.width)])
      }
    }
    guard pixels != nil else { return }
    for (id, picture) in zip(ids, pictures) {
      let small = picture.resized(width: Self.pixelSide, height: Self.pixelSide)
      pixels?.append(id, small.pixels.map(Float.init))
    }
  }
}
