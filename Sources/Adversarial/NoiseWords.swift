import Language
import Layers
import Tensors

/// Words that noise adds to a caption, to say what the caption leaves open.
///
/// Each number of the noise takes one of some learned words. Words of both kinds then look at each
/// other, so that "circle" comes to hold its colour, be it told or chosen. That noise is discrete
/// is for the reason in `CodeMemory`: between two colours lies mud.
struct NoiseWords {
  private let choices: [Int]
  private let table: Embedding
  private let blocks: [TransformerBlock]
  private let normalization: LayerNormalization
  private let precision: DataType

  /// One word for each of `choices`, out of as many as it says, of `width`.
  init(choices: [Int], width: Int, blocks: Int, precision: DataType, in scope: ParameterScope) {
    self.choices = choices
    self.precision = precision
    table = Embedding(
      count: choices.reduce(0, +), width: width, initializer: .normal(standardDeviation: 1),
      in: scope("table"))
    self.blocks = (0..<blocks).map {
      TransformerBlock(width: width, heads: 4, in: scope("blocks.\($0)"))
    }
    normalization = LayerNormalization(width: width, in: scope("normalization"))
  }

  /// The words of `text` and behind them those that `latent` `[N, choices]` takes:
  /// `[N, length + choices, width]`, with their mask.
  func callAsFunction(
    _ latent: Tensor, _ text: TextFeatures, probe: LayerProbe?
  ) -> (words: Tensor, mask: Tensor) {
    let added = table(rows(of: latent))
      .reshaped(to: [latent.shape[0], choices.count, text.words.shape[2]])
    probe?.see("table", added)
    let seen = Tensor(repeating: 0, shape: [latent.shape[0], 1, 1, choices.count])
    let mask = concatenate([text.mask, seen], alongAxis: 3).cast(to: precision)
    var read = concatenate([text.words, added], alongAxis: 1).cast(to: precision)
    for (index, block) in blocks.enumerated() {
      read = block(read, mask: mask)
      probe?.see("blocks.\(index)", read)
    }
    let words = normalization(read)
    probe?.see("normalization", words)
    return (words, mask)
  }

  /// The rows of the table that the numbers of `latent` take.
  private func rows(of latent: Tensor) -> [Int] {
    let starts = choices.indices.map { choices[..<$0].reduce(0, +) }
    return latent.elements.enumerated().map { index, number in
      let place = index % choices.count
      return starts[place] + choice(of: number, among: choices[place])
    }
  }
}
