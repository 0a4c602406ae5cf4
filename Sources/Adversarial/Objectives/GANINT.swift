import Language
import Tensors

/// Texts between the texts of a batch, for the generator's loss of GAN-INT (Reed et al. 2016,
/// section 4.3, equation 5).
///
///     L_G = L(G(z, t)) + w L(G(z, (t + t') / 2))
///
/// where t' is the next text of the batch: beta = 1/2, as in the paper. No real picture belongs to
/// such a text, but the discriminator knows whether what is drawn fits it.
extension TextFeatures {
  /// Every text halfway to the next one of the batch, the last to the first.
  ///
  /// The paper interpolates sentences; words go along place by place, and are there where either
  /// text has one.
  public var interpolated: TextFeatures {
    TextFeatures(
      sentence: halfway(sentence, sentence.rolled), words: halfway(words, words.rolled),
      // Masks are 0 at words and negative elsewhere: the larger of both.
      mask: mask + (mask.rolled - mask).relu())
  }

  private func halfway(_ left: Tensor, _ right: Tensor) -> Tensor {
    (left + right).scaled(by: 0.5)
  }
}

extension Tensor {
  /// The rows moved up by one, the first to the end.
  var rolled: Tensor {
    shape[0] < 2
      ? self
      : concatenate(
        [slice(alongAxis: 0, 1..<shape[0]), slice(alongAxis: 0, 0..<1)], alongAxis: 0)
  }
}
