import Layers
import Tensors

/// The labels that a caption names, classes or attributes, and nothing else of it.
///
/// The condition of Mirza and Osindero 2014 ("Conditional Generative Adversarial Nets", section
/// 3.2) for captions: a vector of zeros and of ones where labels are named, of which a linear layer
/// makes features. So the features of a caption are the sum of its labels' vectors; those of a
/// caption that names none are zeros. Its words are the labels, zero and masked where they are not
/// named.
struct LabelTextNetwork: TextNetwork {
  private let labels: Labels
  private let table: Embedding

  init(_ c: TextEncoder.Configuration, _ labels: Labels, in scope: ParameterScope) {
    require(labels.count > 0, "LabelTextNetwork: expected labels, got none")
    self.labels = labels
    table = Embedding(
      count: c.labels.count, width: c.width, initializer: .normal(standardDeviation: 0.5),
      in: scope("labels"))
  }

  func callAsFunction(
    _ captions: PaddedCaptions, precision: DataType, probe: LayerProbe?
  ) -> TextFeatures {
    let (count, vectors) = (labels.count, table.all)
    let named = captions.rows.flatMap { row in
      let found = labels.named(in: row)
      return (0..<count).map { found.contains($0) ? Float(1) : 0 }
    }
    let sentence = Tensor(named, shape: [captions.count, count]).matmul(vectors)
    probe?.see("labels", sentence)
    // Attention that finds all words masked looks at all of them.
    let words =
      vectors.reshaped(to: [1, count, vectors.shape[1]])
      * Tensor(named, shape: [captions.count, count, 1])
    let mask = Tensor(
      named.map { $0 > 0 ? 0 : PaddedCaptions.hidden }, shape: [captions.count, 1, 1, count])
    return TextFeatures(sentence: sentence, words: words, mask: mask)
  }
}
