import Datasets
import Evaluation
import Files
import Imaging

/// A picture, judged.
public struct JudgedPicture: Sendable {
  /// The picture as a PNG file's bytes; nil where it was not kept.
  public var png: [UInt8]?
  /// The seed that it was drawn with.
  public var seed: UInt64
  /// The SHA-256 of its pixels.
  public var pixelsHash: String
  /// What it is worth, 0 to 1.
  public var score: Double
  /// Why: what is missing or wrong, empty for a correct picture, or the figure in words.
  public var reason: String
  /// Whether it shows what its prompt asks for; nil where only the oracle could tell.
  public var isCorrect: Bool?

  /// Judges `image` by `expectation`: 1 for a correct picture, else 0.
  ///
  /// - Throws: `InputError` where it is kept and cannot be encoded.
  public init(_ image: RGBImage, seed: UInt64, expectation: Expectation, keeps: Bool) throws {
    let verdict = ShapeOracle().score(image, expectation: expectation)
    try self.init(image, seed: seed, verdict: verdict, keeps: keeps)
  }

  /// A picture that was judged.
  ///
  /// - Throws: `InputError` where it is kept and cannot be encoded.
  init(_ image: RGBImage, seed: UInt64, verdict: Verdict, keeps: Bool = true) throws {
    try self.init(
      image, seed: seed, score: verdict.correct ? 1 : 0, reason: verdict.reason,
      isCorrect: verdict.correct, keeps: keeps)
  }

  /// A picture that agrees with its prompt by `agreement`, 0 to 1.
  ///
  /// - Throws: `InputError` where it is kept and cannot be encoded.
  public init(_ image: RGBImage, seed: UInt64, agreement: Double, keeps: Bool) throws {
    try self.init(
      image, seed: seed, score: agreement, reason: "agreement \(share(agreement))", isCorrect: nil,
      keeps: keeps)
  }

  private init(
    _ image: RGBImage, seed: UInt64, score: Double, reason: String, isCorrect: Bool?, keeps: Bool
  ) throws {
    self.seed = seed
    png = keeps ? try PNG.encode(image) : nil
    self.score = score
    self.reason = reason
    self.isCorrect = isCorrect
    pixelsHash = sha256(image.pixels)
  }

  /// The score in words.
  var label: String { isCorrect.map { $0 ? "correct" : "wrong: \(reason)" } ?? reason }
}
