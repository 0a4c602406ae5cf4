import Language
import Layers
import Tensors

/// The image side of the conditional variational autoencoder that warms a generator up: which
/// noise would have drawn this picture from this text (Kingma and Welling 2014; Sohn et al. 2015).
///
/// Used in training only. Learned queries, one for each slot of the generator, read the picture and
/// the words and give the mean and logarithmic variance of that slot's noise.
public final class SceneEncoder {
  /// Its parameters by name.
  public let parameters = ParameterSet()
  private let precision: DataType
  private let slots: Int
  private let slotLatent: Int
  private let stem: Convolution
  private let block: ResidualBlock
  private let down: Convolution
  private let normalization: LayerNormalization
  private let positions: Tensor
  private let queries: Embedding
  private let words: Linear
  private let readers: [TransformerBlock]
  private let outputNormalization: LayerNormalization
  private let moments: Linear

  /// An encoder for the noise of `generator`.
  public init(
    for generator: SlotGenerator.Configuration, width: Int = 128, readers: Int = 2,
    precision: DataType, seed: UInt64
  ) {
    let scope = ParameterScope(parameters, seed: seed)
    self.precision = precision
    slots = generator.slots
    slotLatent = generator.slotLatent
    stem = Convolution(
      inputs: 3, outputs: 96, kernel: 4, stride: 4, padding: 0, in: scope("stem"))
    block = ResidualBlock(inputs: 96, outputs: 96, in: scope("block"))
    down = Convolution(
      inputs: 96, outputs: width, kernel: 4, stride: 2, padding: 1, in: scope("down"))
    normalization = LayerNormalization(width: width, in: scope("normalization"))
    positions = CellGrid(side: generator.side / 8).waves(width: width, scale: 0.5)
    queries = Embedding(
      count: slots, width: width, initializer: .normal(standardDeviation: 0.5),
      in: scope("queries"))
    words = Linear(inputs: generator.textWidth, outputs: width, in: scope("words"))
    self.readers = (0..<readers).map {
      TransformerBlock(
        width: width, heads: 4, contextWidth: width, in: scope("readers.\($0)"))
    }
    outputNormalization = LayerNormalization(width: width, in: scope("output_normalization"))
    moments = Linear(
      inputs: width, outputs: 2 * slotLatent, initializer: .fanIn(gain: 0.3),
      in: scope("moments"))
  }

  /// The mean and logarithmic variance of the noise behind `pictures` `[N, side, side, 3]`, each
  /// `[N, slots * slotLatent]`.
  public func callAsFunction(
    _ pictures: Tensor, _ text: TextFeatures
  ) -> (mean: Tensor, logVariance: Tensor) {
    let batch = pictures.shape[0]
    let seen = down(block(stem(pictures.cast(to: precision))).leakyReLU()).cast(to: .float32)
    let cells = seen.shape[1] * seen.shape[2]
    let context = normalization(seen.reshaped(to: [batch, cells, seen.shape[3]]) + positions)
    let asked = queries.all.reshaped(to: [1] + queries.all.shape)
      .expanded(to: [batch] + queries.all.shape)
    var x = concatenate([asked, words(text.words)], alongAxis: 1)
    let visible = Tensor(repeating: 0, shape: [batch, 1, 1, slots])
    let mask = concatenate([visible, text.mask], alongAxis: 3)
    for reader in readers { x = reader(x, mask: mask, context: context) }
    let both = moments(outputNormalization(x).slice(alongAxis: 1, 0..<slots))
    let flat = [batch, slots * slotLatent]
    let mean = both.slice(alongAxis: 2, 0..<slotLatent).reshaped(to: flat)
    let logVariance = both.slice(alongAxis: 2, slotLatent..<(2 * slotLatent))
      .scaled(by: 1, plus: -2).clipped(to: -10...4).reshaped(to: flat)
    return (mean, logVariance)
  }
}
