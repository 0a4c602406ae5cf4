import Files
import Imaging
import TextToImage

extension PictureRecord: SpecReadable {
  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    _ = fields.integer("schema", in: 1...PictureRecord.schema, "the layout's version")
    software = fields.text("software", "the program that drew it")
    prompt = fields.text("prompt", "what was drawn")
    seed = UInt64(fields.integer("seed", in: 0...Int.max, "the seed of the noise"))
    blend = fields.optionalObject("blend", "where it lies on the way to another prompt") {
      Blend(
        prompt: $0.text("prompt", "the prompt at the end of the way"),
        seed: UInt64($0.integer("seed", in: 0...Int.max, "the seed at the end of the way")),
        share: $0.number("share", in: 0...1, "the part of the way that is covered"))
    }
    sourceHash = fields.optionalObject("source", "the outlines it was translated from") {
      $0.text("sha256", "their file's hash")
    }
    truncation = fields.number("truncation", in: 0...1, "what the noise was multiplied by")
    (modelName, modelHash) = fields.object("model", "the model that drew it") {
      ($0.text("name", "what it is called"), $0.text("sha256", "its file's hash"))
    }
    width = fields.integer("width", in: 1...PNG.maximumSide, "the width in pixels")
    height = fields.integer("height", in: 1...PNG.maximumSide, "the height in pixels")
    pixelsHash = fields.text("pixels_sha256", "the pixels' hash")
    stages = fields.optionalObject("stages", "the checksums of the stages before the pixels") {
      StageChecksums(
        tokens: $0.text("tokens", "of the tokens' ids"),
        embedding: $0.text("embedding", "of the sentence's embedding"),
        layers: $0.objects("layers", "of the layers, in the order of computation") {
          .init(
            name: $0.text("name", "the layer"), checksum: $0.text("checksum", "of its output"))
        })
    }
    choice = fields.optionalObject("best_of", "how it was chosen") {
      Choice(
        count: $0.integer("count", in: 1...Int.max, "the pictures it was chosen from"),
        agreement: $0.number("agreement", in: 0...1, "how well it agrees with its prompt"),
        judgeHash: $0.text("judge_sha256", "the hash of the judge's file"))
    }
  }

  /// The record as JSON.
  public var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("schema", .integer(Self.schema)),
      .init("software", .string(software)),
      .init("prompt", .string(prompt)),
      .init("seed", .integer(Int(seed))),
      .init("truncation", .exactly(truncation)),
      .init("model", ["name": .string(modelName), "sha256": .string(modelHash)]),
      .init("width", .integer(width)),
      .init("height", .integer(height)),
      .init("pixels_sha256", .string(pixelsHash)),
    ]
    if let sourceHash { members.append(.init("source", ["sha256": .string(sourceHash)])) }
    if let blend { members.append(.init("blend", blend.json)) }
    if let stages { members.append(.init("stages", stages.json)) }
    if let choice { members.append(.init("best_of", choice.json)) }
    return .object(members)
  }
}

extension PictureRecord.Choice {
  fileprivate var json: JSONValue {
    [
      "count": .integer(count), "agreement": .exactly(agreement),
      "judge_sha256": .string(judgeHash),
    ]
  }
}

extension Blend {
  fileprivate var json: JSONValue {
    ["prompt": .string(prompt), "seed": .integer(Int(seed)), "share": .exactly(share)]
  }
}

extension StageChecksums {
  /// The checksums as JSON; a record without layers is written as it was read.
  fileprivate var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("tokens", .string(tokens)), .init("embedding", .string(embedding)),
    ]
    if !layers.isEmpty {
      members.append(
        .init(
          "layers",
          .array(
            layers.map { ["name": .string($0.name), "checksum": .string($0.checksum)] })))
    }
    return .object(members)
  }
}

/// The pictures of a grid, as its `limn_grid` chunk tells them.
struct GridRecord: SpecReadable {
  let columns: Int
  let rows: Int
  let isLabelled: Bool
  let pictures: [PictureRecord]

  init(_ fields: SpecReader) {
    columns = fields.integer("columns", in: 1...PNG.maximumSide, "the pictures a row")
    rows = fields.integer("rows", in: 1...PNG.maximumSide, "the rows")
    isLabelled = fields.flag("labels", default: false, "whether prompts and seeds are told")
    pictures = fields.objects("pictures", "the pictures, row by row", PictureRecord.init)
    if pictures.isEmpty {
      fields.problem("pictures", expected: "at least one picture", found: "none")
    }
  }
}
