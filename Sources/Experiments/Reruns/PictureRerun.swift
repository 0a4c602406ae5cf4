import Files
import Imaging
import TextToImage

/// A recorded picture drawn again, and how the two compare.
public struct PictureRerun: Equatable, Sendable {
  /// The new picture.
  public let image: RGBImage
  /// What each of its pictures is, as in `RecordedPicture`.
  public let pictures: [PictureRecord]
  /// How they are put together; nil where it is no grid.
  public let layout: PictureGrid?
  /// Whether the model is another than the one that drew the original.
  public let despiteChanges: Bool
  /// Where the two part; nil where they do not.
  public let divergence: Divergence?

  /// Whether it is the same.
  public var verdict: RerunVerdict { divergence == nil ? .identical : .drifted }

  /// Draws the pictures of `recorded` again and compares them.
  ///
  /// - Parameters:
  ///   - recorded: The original.
  ///   - stored: The model that drew it, or another to draw it with all the same.
  ///   - path: The model's file, for messages.
  ///   - software: The program and its version.
  ///   - changedTensor: The first tensor in which `stored` is not the model that drew it, where
  ///     that is known.
  ///   - source: The outlines it was translated from; nil where it was drawn from a prompt alone.
  /// - Throws: `InputError` where the model is damaged or refuses a prompt; where the outlines are
  ///   missing, or not those that are recorded (`changed`); where the model is not of the recorded
  ///   kind.
  public init(
    of recorded: RecordedPicture, by stored: StoredModel, at path: String, software: String,
    changedTensor: String? = nil, source: String? = nil
  ) throws {
    let outlines = try recorded.outlines(source)
    try outlines == nil
      ? stored.requireDrawsFromText(path: path, hint: "name the model that drew the picture")
      : stored.requireTranslates(path: path, hint: "name the model that drew the picture")
    let hash = try stored.verifiedHash()
    var images: [RGBImage] = []
    var records: [PictureRecord] = []
    var sampler = PictureSampler(stored.model)
    for old in recorded.pictures {
      let (image, stages) = try sampler.picture(again: old, from: outlines)
      images.append(image)
      records.append(
        PictureRecord(
          of: image, prompt: old.prompt, seed: old.seed, blend: old.blend,
          sourceHash: old.sourceHash, truncation: old.truncation, modelName: stored.header.name,
          modelHash: hash, software: software, stages: stages,
          choice: hash == recorded.modelHash ? old.choice : nil))
    }
    pictures = records
    layout = recorded.layout
    image =
      recorded.layout?.compose(zip(images, records).map { ($0, $1.prompt, $1.seed, $1.blend) })
      ?? images[0]
    despiteChanges = hash != recorded.modelHash
    var divergence =
      Self.firstDivergence(recorded.pictures, records)
      ?? (image == recorded.image ? nil : Divergence(stage: "pixels", name: "size"))
    divergence?.tensor = changedTensor
    self.divergence = divergence
  }

  /// The first stage of the first picture at which two lists of equal length part: "tokens", a
  /// layer of the model, "embedding" or "pixels"; stages that a record says nothing of are passed
  /// over.
  static func firstDivergence(_ old: [PictureRecord], _ new: [PictureRecord]) -> Divergence? {
    let isGrid = old.count > 1
    for (index, (old, new)) in zip(old, new).enumerated() {
      let step = isGrid ? index : nil
      if let before = old.stages, let after = new.stages,
        let stage = firstDivergence(before, after)
      {
        return Divergence(stage: stage, step: step, name: "output")
      }
      if old.pixelsHash != new.pixelsHash {
        return Divergence(stage: "pixels", step: step, name: "pixels_sha256")
      }
    }
    return nil
  }

  private static func firstDivergence(_ old: StageChecksums, _ new: StageChecksums) -> String? {
    let after = new.inOrder
    return old.inOrder.first { stage in
      after.contains { $0.name == stage.name && $0.checksum != stage.checksum }
    }?.name
  }

  /// The bytes of a PNG file of the new picture, as `limn generate` writes it.
  ///
  /// - Throws: `InputError` where the picture or a text cannot be encoded.
  public func pngBytes() throws -> [UInt8] {
    try PNG.encode(
      image,
      text: layout.map { gridTextChunks(image, of: pictures, in: $0) }
        ?? pictures[0].textChunks)
  }

  /// The comparison as JSON, in the layout of a run's `drift.json`.
  public func json(original: String) -> JSONValue {
    [
      "schema": .string(DriftReport.schema),
      "original": .string(original),
      "verdict": .string(verdict.rawValue),
      "despite_changes": .bool(despiteChanges),
      "first_divergence": divergence?.json ?? .null,
      "pixels_sha256": .string(sha256(image.pixels)),
    ]
  }
}

extension PictureSampler {
  /// The picture that `record` tells of, drawn again.
  fileprivate mutating func picture(
    again record: PictureRecord, from outlines: SourcePicture?
  ) throws -> (image: RGBImage, stages: StageChecksums?) {
    guard let outlines else {
      return try picture(
        of: record.prompt, seed: record.seed, record.blend, truncation: record.truncation)
    }
    let (reading, textStages) = try read(record.prompt)
    return model.translationWithChecksums(
      of: outlines.image, under: reading, after: textStages, seed: record.seed)
  }
}
