import Files
import Imaging

/// A PNG file that Limn wrote, and what it says of itself: one picture, or a grid of several.
public struct RecordedPicture: Equatable, Sendable {
  /// The file.
  public let path: String
  /// Its pixels.
  public let image: RGBImage
  /// What each picture is: one, or those of the grid row by row; never empty, all by one model.
  public let pictures: [PictureRecord]
  /// How they are put together; nil where the file is no grid.
  public let layout: PictureGrid?
  /// The SHA-256 of the whole file's pixels, as recorded.
  public let pixelsHash: String
  /// The SHA-256 of the model's file, as recorded.
  public let modelHash: String

  /// Reads the file at `path`.
  ///
  /// - Throws: `InputError` (`missing`; `invalid` where it is no picture of this program or was
  ///   written by a newer version; `changed` where its pixels are not those it was written with),
  ///   `SpecError` with every field of its record that is not as it must be.
  public init(_ path: String) throws {
    self.path = path
    let (image, text) = try PNG.read(path)
    self.image = image
    guard let record = try Self.record("limn", in: text, path: path) else {
      let isSheet = text.contains { $0.key == ExplanationReport.key }
      throw InputError(
        .invalid, path: path, expected: "a picture that limn drew",
        found: isSheet ? "a sheet of limn explain" : "one without its record",
        hint: isSheet ? "limn inspect shows the prompt and the seed; explain them again" : nil)
    }
    if let found = record["schema"]?.int, found > PictureRecord.schema {
      throw InputError(
        .invalid, path: "\(path): limn", expected: "schema \(PictureRecord.schema) or older",
        found: "schema \(found)", hint: "a newer version of limn wrote it; update this one")
    }
    if let recorded = try Self.record("limn_grid", in: text, path: path) {
      let grid = try readSpec(GridRecord.self, from: recorded, path: "\(path): limn_grid").spec
      pictures = grid.pictures
      layout = PictureGrid(columns: grid.columns, isLabelled: grid.isLabelled)
    } else {
      pictures = [try readSpec(PictureRecord.self, from: record, path: "\(path): limn").spec]
      layout = nil
    }
    pixelsHash = record["pixels_sha256"]?.string ?? ""
    modelHash = pictures[0].modelHash
    guard layout == nil || pictures.allSatisfy({ $0.sourceHash == nil }) else {
      throw InputError(
        .invalid, path: "\(path): limn_grid", expected: "pictures drawn from their prompts alone",
        found: "one that was translated")
    }
    guard pictures.allSatisfy({ $0.modelHash == modelHash }) else {
      throw InputError(
        .invalid, path: "\(path): limn_grid", expected: "pictures of one model", found: "several")
    }
    let found = sha256(image.pixels)
    guard found == pixelsHash else {
      throw InputError(
        .changed, path: path, expected: "the recorded pixels, SHA-256 \(pixelsHash)",
        found: found, hint: "the picture was changed after it was drawn")
    }
  }

  private static func record(
    _ key: String, in text: [(key: String, value: String)], path: String
  ) throws -> JSONValue? {
    guard let value = text.first(where: { $0.key == key })?.value else { return nil }
    return try JSONValue.parse(Array(value.utf8), path: "\(path): \(key)")
  }
}

extension RecordedPicture {
  /// The outlines that it was translated from, read from `path`; nil where it was drawn from a
  /// prompt alone.
  ///
  /// - Throws: `InputError`: `invalid` where outlines are named and none belong to it, or the
  ///   reverse; `changed` where they are not those that are recorded; what reading them throws.
  func outlines(_ path: String?) throws -> SourcePicture? {
    guard let hash = pictures[0].sourceHash else {
      guard let path else { return nil }
      throw InputError(
        .invalid, path: path, expected: "no outlines for a picture drawn from its prompt alone",
        found: "some")
    }
    guard let path else {
      throw InputError(
        .invalid, path: self.path, expected: "the outlines it was translated from, SHA-256 \(hash)",
        found: "none named", hint: "name them with --source")
    }
    let source = try SourcePicture(path)
    guard source.hash == hash else {
      throw InputError(
        .changed, path: path,
        expected: "the outlines that \(self.path) was translated from, SHA-256 \(hash)",
        found: source.hash)
    }
    return source
  }
}
