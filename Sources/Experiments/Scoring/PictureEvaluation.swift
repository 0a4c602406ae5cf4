import Datasets
import Evaluation
import Files
import Imaging

/// The scoring of pictures that exist already, whatever drew them, on a set of prompts.
///
/// A picture's name begins with the id of its prompt: "counting-001.png", "counting-001-0.png".
public struct PictureEvaluation {
  private let set: PromptSet
  private let source: PictureSource
  /// The numbers of the pictures of each prompt.
  private let pictures: [[Int]]
  /// The side of all pictures in pixels.
  private let side: Int

  /// Finds the pictures of each prompt.
  ///
  /// - Parameters:
  ///   - folder: The folder of the pictures.
  ///   - prompts: The prompt set's file; nil for the built-in prompts.
  /// - Throws: `InputError` where a file is missing or faulty, a prompt cannot be scored or has no
  ///   picture, or a picture has no prompt or may be of two.
  public init(folder: String, prompts: String?) throws {
    let set = try prompts.map { try PromptSet(path: $0) } ?? EvaluationPrompts.make()
    do { try ShapeEvaluation(set).requireScenes() } catch let fault as InputError {
      throw prompts.map { fault.inside($0) } ?? fault
    }
    self.set = set
    source = try PictureSource(folder: folder)
    pictures = try Self.pictures(of: set, in: source)
    side = try source.picture(0).width
  }

  /// The number of prompts.
  public var promptCount: Int { self.set.prompts.count }

  /// Scores every picture.
  ///
  /// - Parameters:
  ///   - judged: Called with each picture and what is made of it.
  ///   - advanced: Called after each prompt with the number of prompts done; a false answer stops.
  /// - Returns: The scores; nil where it was stopped.
  /// - Throws: `InputError` where a picture cannot be read, is not square, or is of another size than
  ///   the first.
  public func report(
    judged: (ScoredPicture) throws -> Void = { _ in }, advanced: (Int) -> Bool = { _ in true }
  ) throws -> ScoreReport? {
    var evaluation = try ShapeEvaluation(set)
    for (index, prompt) in set.prompts.enumerated() {
      for number in pictures[index] {
        let image = try source.picture(number)
        guard image.width == side, image.height == side else {
          throw InputError(
            .invalid, path: "\(source.name)/\(source.ids[number])",
            expected: "a picture of \(side)x\(side) pixels, all alike and square",
            found: "\(image.width)x\(image.height) pixels")
        }
        let verdict = evaluation.add(image, of: index)
        try judged(
          ScoredPicture(
            prompt: prompt, origin: .file(source.ids[number]), image: image, verdict: verdict))
      }
      guard advanced(index + 1) else { return nil }
    }
    return try evaluation.report(side: side)
  }

  /// Which rules, prompts and size the scores are of, and of how many pictures.
  public var signature: String {
    let metric = ShapeOracle.signature
    return "\(metric.name)/\(metric.version)|prompts:\(set.hash.prefix(12))"
      + "|pictures:\(source.ids.count)|side:\(side)"
  }

  /// The scores as a table for people, with the signature below it.
  public func table(of report: ScoreReport) -> String { "\(report.table)\n\n\(signature)" }

  /// The scores as JSON, with the prompts that they are of.
  public func json(of report: ScoreReport) -> JSONValue {
    .object(
      [
        JSONValue.Member("pictures", .integer(source.ids.count)),
        .init("prompts_sha256", .string(set.hash)), .init("signature", .string(signature)),
      ] + (report.json.members ?? []))
  }

  /// The numbers of the pictures of each prompt: those whose names begin with its id.
  private static func pictures(
    of set: PromptSet, in source: PictureSource
  ) throws -> [[Int]] {
    let indices = Dictionary(uniqueKeysWithValues: set.prompts.enumerated().map { ($1.id, $0) })
    var pictures = Array(repeating: [Int](), count: set.prompts.count)
    for (number, name) in source.ids.enumerated() {
      let ends = name.indices.filter { "-_.".contains(name[$0]) }
      let fitting = ends.compactMap { indices[String(name[..<$0])] }
      guard let prompt = fitting.first, fitting.count == 1 else {
        throw InputError(
          .invalid, path: "\(source.name)/\(name)",
          expected: "a name that begins with the id of one prompt, as \(set.prompts[0].id)-0.png",
          found: fitting.isEmpty
            ? "another one"
            : "those of " + fitting.map { set.prompts[$0].id }.joined(separator: " and "))
      }
      pictures[prompt].append(number)
    }
    let missing = set.prompts.indices.filter { pictures[$0].isEmpty }
    guard let first = missing.first else { return pictures }
    throw InputError(
      .invalid, path: source.name, expected: "a picture of each of \(set.prompts.count) prompts",
      found: "none of \(set.prompts[first].id)"
        + (missing.count > 1 ? " and \(missing.count - 1) more" : ""),
      hint: "name a set of fewer prompts with --prompts")
  }
}
