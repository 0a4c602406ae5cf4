import Files
import Imaging
import OrderedCollections
import Tensors
import TextToImage

/// Everything that a generated picture follows from, and its pixels' hash: what its file says of
/// it.
public struct PictureRecord: Equatable, Sendable {
  /// The version of the record's layout.
  public static let schema = 1

  /// The program that drew it, with its version.
  public var software: String
  /// What was to be drawn.
  public var prompt: String
  /// The seed of the noise.
  public var seed: UInt64
  /// Where it lies between its prompt and seed and others; nil where it is of these alone.
  public var blend: Blend?
  /// The SHA-256 of the file of the outlines it was translated from; nil where it was drawn from
  /// the prompt alone.
  public var sourceHash: String?
  /// What the noise was multiplied by, 0 to 1.
  public var truncation: Double
  /// What the model is called.
  public var modelName: String
  /// The SHA-256 of the model's file.
  public var modelHash: String
  /// The picture's width in pixels.
  public var width: Int
  /// The picture's height in pixels.
  public var height: Int
  /// The SHA-256 of the pixels: rows from the top, three bytes a pixel.
  public var pixelsHash: String
  /// The checksums of the stages before the pixels; nil in records that have none.
  public var stages: StageChecksums?
  /// How it was chosen; nil where it was not.
  public var choice: Choice?

  /// The choice of a picture among those of several seeds, by a judge.
  public struct Choice: Equatable, Sendable {
    /// The number of pictures that it was chosen from.
    public var count: Int
    /// How well the judge finds that it agrees with its prompt, 0 to 1.
    public var agreement: Double
    /// The SHA-256 of the judge's file.
    public var judgeHash: String

    /// A choice from its parts.
    public init(count: Int, agreement: Double, judgeHash: String) {
      self.count = count
      self.agreement = agreement
      self.judgeHash = judgeHash
    }
  }

  /// Describes `image`; seeds are at most 2^63 - 1, as numbers in JSON are.
  public init(
    of image: RGBImage, prompt: String, seed: UInt64, blend: Blend? = nil,
    sourceHash: String? = nil,
    truncation: Double, modelName: String, modelHash: String, software: String,
    stages: StageChecksums? = nil, choice: Choice? = nil
  ) {
    for seed in [seed, blend?.seed ?? 0] {
      require(
        seed <= UInt64(Int.max), "PictureRecord: expected a seed of at most 2^63 - 1, got \(seed)")
    }
    self.software = software
    self.prompt = prompt
    self.seed = seed
    self.blend = blend
    self.sourceHash = sourceHash
    self.truncation = truncation
    self.modelName = modelName
    self.modelHash = modelHash
    width = image.width
    height = image.height
    pixelsHash = sha256(image.pixels)
    self.stages = stages
    self.choice = choice
  }

  /// The text chunks of the picture's PNG file: `Software`, `parameters` in the form that
  /// AUTOMATIC1111's web interface made common, and `limn`, the record.
  public var textChunks: [(key: String, value: String)] {
    [
      ("Software", software),
      ("parameters", "\(prompt)\n" + parameterLine(seeds: "\(seed)", width, height)),
      ("limn", json.canonicalText()),
    ]
  }

  /// The last line of `parameters`.
  func parameterLine(seeds: String, _ width: Int, _ height: Int) -> String {
    "Seed: \(seeds), Size: \(width)x\(height), Model hash: \(modelHash.prefix(10)), "
      + "Model: \(modelName), Version: \(software)"
  }
}

/// The text chunks of a PNG file that shows `pictures` in rows of `columns`.
///
/// - Parameters:
///   - grid: The picture of all of them.
///   - pictures: What each is, row by row; at least one, all by one model.
///   - layout: How they are put together.
/// - Returns: The chunks' keys and values.
public func gridTextChunks(
  _ grid: RGBImage, of pictures: [PictureRecord], in layout: PictureGrid
) -> [(key: String, value: String)] {
  guard let first = pictures.first else { return [] }
  let rows = stride(from: 0, to: pictures.count, by: layout.columns).map {
    pictures[$0..<min(pictures.count, $0 + layout.columns)]
  }
  let prompts = rows.flatMap { OrderedSet($0.map(\.prompt)) }.map { "\($0)\n" }.joined()
  let seeds = SeedList(uniquing: pictures.flatMap { [$0.seed, $0.blend?.seed ?? $0.seed] })
  let record: JSONValue = [
    "schema": .integer(PictureRecord.schema),
    "software": .string(first.software),
    "truncation": .exactly(first.truncation),
    "model": ["name": .string(first.modelName), "sha256": .string(first.modelHash)],
    "width": .integer(grid.width),
    "height": .integer(grid.height),
    "pixels_sha256": .string(sha256(grid.pixels)),
  ]
  let cells: [JSONValue.Member] = [
    .init("columns", .integer(layout.columns)),
    .init("rows", .integer(rows.count)),
    .init("pictures", .array(pictures.map(\.json))),
  ]
  let labels = layout.isLabelled ? [JSONValue.Member("labels", .bool(true))] : []
  return [
    ("Software", first.software),
    ("parameters", prompts + first.parameterLine(seeds: "\(seeds)", grid.width, grid.height)),
    ("limn", record.canonicalText()),
    ("limn_grid", JSONValue.object(cells + labels).canonicalText()),
  ]
}
