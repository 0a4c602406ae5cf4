import Files
import Imaging

/// The pictures that one call of `limn translate` makes, and where they go: every source with every
/// seed under one prompt, settled before anything is drawn.
public struct TranslationPlan: Equatable, Sendable {
  /// One picture to draw.
  public struct Picture: Equatable, Sendable {
    /// What it is translated from.
    public let source: SourcePicture
    /// The seed of its noise.
    public let seed: UInt64
    /// Where it goes.
    public let path: String
  }

  /// What the pictures are to show.
  public let prompt: String
  /// The pictures, sources outermost: all seeds of the first source, then those of the second.
  public let pictures: [Picture]

  /// Reads the sources and plans every one with every seed.
  ///
  /// - Parameters:
  ///   - sources: The sources' files, at least one.
  ///   - prompt: What the pictures are to show.
  ///   - seeds: The seeds of each source.
  ///   - output: The place as `OutputNaming` reads it; nil for the working folder.
  /// - Throws: `InputError` where the prompt, a source or the place is faulty, two pictures would
  ///   have one path, or a source would be written over.
  public init(sources: [String], prompt: String, seeds: SeedList, output: String?) throws {
    try PromptText.check(prompt, path: "the prompt")
    let paths = try OutputNaming(output).paths(
      sources: sources, prompt: prompt, seeds: seeds.seeds)
    let taken = paths.first { path in
      sources.contains { $0 == path || isSameFile($0, path) }
    }
    if let taken {
      throw InputError(
        .invalid, path: taken, expected: "a place other than that of the outlines",
        found: "the same")
    }
    let read = try sources.map(SourcePicture.init)
    self.prompt = prompt
    pictures = paths.enumerated().map { index, path in
      Picture(
        source: read[index / seeds.seeds.count], seed: seeds.seeds[index % seeds.seeds.count],
        path: path)
    }
  }
}

/// A square picture to be translated, as it came from a file.
public struct SourcePicture: Equatable, Sendable {
  /// Its file.
  public let path: String
  /// Its pixels.
  public let image: RGBImage
  /// The SHA-256 of its file.
  public let hash: String

  /// Whether a hundredth of its pixels or more have a colour, as outlines have not: the model has
  /// seen black lines on white only.
  public var isColored: Bool {
    let colored = stride(from: 0, to: image.pixels.count, by: 3).count { start in
      let channels = image.pixels[start..<start + 3]
      return (channels.max() ?? 0) - (channels.min() ?? 0) > 32
    }
    return colored * 100 >= image.width * image.height
  }

  /// Reads the PNG file at `path`.
  ///
  /// - Throws: `InputError` (`missing`, or `invalid` where it is no PNG file or not square).
  public init(_ path: String) throws {
    self.path = path
    let bytes = try readFile(path)
    image = try PNG.decode(bytes, path: path).image
    hash = sha256(bytes)
    guard image.width == image.height else {
      throw InputError(
        .invalid, path: path, expected: "a square picture",
        found: "\(image.width)x\(image.height) pixels")
    }
  }
}
