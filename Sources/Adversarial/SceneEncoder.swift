import Language
import Layers
import Tensors

/// The image side of the conditional variational autoencoder that warms a generator up: which
/// noise would have drawn this picture from this text.
///
/// After Kingma and Welling 2014 and Sohn et al. 2015.
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
  private let down: Convolution
  private let normalization: LayerNormalization
  private let positions: Tensor
  private let queries: Embedding
  private let words: Linear
  private let readers: [TransformerBlock]
  private let outputNormalization: LayerNormalization
  private let moments: Linear
  private let gaze: (queries: Linear, keys: Linear, values: Linear)
  private let centres: Tensor

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
      inputs: 3, outputs: 96, kernel: 4, stride: 4, padding: 0, leakyReLUSlope: 0.2,
      initializer: .fanIn(gain: 1.4), in: scope("stem"))
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
    gaze = (
      Linear(inputs: width, outputs: width, in: scope("gaze.queries")),
      Linear(inputs: width, outputs: width, in: scope("gaze.keys")),
      Linear(
        inputs: width, outputs: width, initializer: .fanIn(gain: 0.5), in: scope("gaze.values"))
    )
    centres = CellGrid(side: generator.side / 8).centres
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
    let seen = down(stem(pictures.cast(to: precision)))
    let cells = seen.shape[1] * seen.shape[2]
    let context = normalization(
      seen.reshaped(to: [batch, cells, seen.shape[3]]) + positions.cast(to: precision))
    let asked = queries.all.reshaped(to: [1] + queries.all.shape)
      .expanded(to: [batch] + queries.all.shape)
    let start = concatenate([asked, words(text.words)], alongAxis: 1).cast(to: precision)
    let visible = Tensor(repeating: 0, shape: [batch, 1, 1, slots])
    let mask = concatenate([visible, text.mask], alongAxis: 3).cast(to: precision)
    let read = readers.reduce(start) { $1($0, mask: mask, context: context) }
    let found = outputNormalization(read.slice(alongAxis: 1, 0..<slots)).cast(to: .float32)
    let (place, look) = lookUp(found, in: context.cast(to: .float32))
    let both = moments(found + look)
    let flat = [batch, slots * slotLatent]
    let guess = both.slice(alongAxis: 2, 0..<slotLatent)
    let mean = concatenate(
      [
        place + guess.slice(alongAxis: 2, 0..<2).scaled(by: 0.3),
        guess.slice(alongAxis: 2, 2..<slotLatent),
      ], alongAxis: 2
    ).reshaped(to: flat)
    let logVariance = both.slice(alongAxis: 2, slotLatent..<(2 * slotLatent))
      .scaled(by: 1, plus: -2).clipped(to: -10...4).reshaped(to: flat)
    return (mean, logVariance)
  }

  /// Where each slot looks, as the noise that would place it there, and what it sees there:
  /// `[N, slots, 2]` and `[N, slots, width]`.
  private func lookUp(_ slots: Tensor, in context: Tensor) -> (place: Tensor, look: Tensor) {
    let scale = 2 / Float(slots.shape[2]).squareRoot()
    let weights = gaze.queries(slots).scaled(by: scale)
      .matmul(gaze.keys(context), transposingRight: true).softmax()
    let centre = weights.matmul(centres).clipped(to: 0.03...0.97)
    // The inverse of the logistic function with which the generator places a slot.
    let place = (centre.log() - centre.scaled(by: -1, plus: 1).log())
      .scaled(by: 1 / SlotPlacement.latentScale)
    return (place, weights.matmul(gaze.values(context)))
  }
}
