/// The translation of outlines into pictures by recipe `pix2pix`.
public struct TranslationSpec: SpecReadable, Sendable {
  /// λ, the weight of the absolute error of pixels in the generator's loss; see `Pix2PixStep`.
  public let l1: Double

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    l1 = fields.number(
      "l1", default: 100, in: 0...10_000,
      "lambda, the weight of pixels' absolute errors in the generator's loss (Isola et al. 2017)")
  }
}
