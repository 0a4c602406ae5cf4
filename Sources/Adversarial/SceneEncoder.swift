import Layers
import Tensors

/// The image side of the conditional variational autoencoder that warms a generator up: which
/// codes the looks of a picture's objects and of its background have.
///
/// After Kingma and Welling 2014 and Sohn et al. 2015. Used in training only. It looks at each
/// object by itself, through a window at its place, and at the whole picture for the background.
public final class SceneEncoder {
  /// The side of what is seen of an object, in cells.
  private static let cells = 8

  /// Its parameters by name.
  public let parameters = ParameterSet()
  private let slots: Int
  private let codeWidth: Int
  private let window: Window
  private let look: Linear
  private let queries: Embedding
  private let hidden: Linear
  private let moments: Linear

  /// An encoder for the codes of `generator`.
  public init(for generator: SlotGenerator.Configuration, seed: UInt64) {
    let scope = ParameterScope(parameters, seed: seed)
    let width = generator.width
    slots = generator.slots
    codeWidth = generator.codeWidth
    window = Window(cells: Self.cells, side: generator.side)
    look = Linear(
      inputs: 3 * Self.cells * Self.cells, outputs: width, initializer: .fanIn(gain: 1.4),
      in: scope("look"))
    queries = Embedding(
      count: slots + 1, width: width, initializer: .normal(standardDeviation: 0.5),
      in: scope("queries"))
    hidden = Linear(
      inputs: width, outputs: width, initializer: .fanIn(gain: 1.4), in: scope("hidden"))
    moments = Linear(
      inputs: width, outputs: 2 * codeWidth, initializer: .fanIn(gain: 0.5), in: scope("moments"))
  }

  /// The mean and logarithmic variance of the codes behind `pictures` `[N, side, side, 3]` with
  /// objects at `layout`, each `[N, K + 1, codeWidth]`, of the background last.
  public func callAsFunction(
    _ pictures: Tensor, _ layout: Layout
  ) -> (mean: Tensor, logVariance: Tensor) {
    let seen = (look(crops(pictures, layout)) + queries.all).leakyReLU()
    let both = moments(hidden(seen).leakyReLU())
    let logVariance = both.slice(alongAxis: 2, codeWidth..<(2 * codeWidth))
      .scaled(by: 1, plus: -2).clipped(to: -10...4)
    return (both.slice(alongAxis: 2, 0..<codeWidth), logVariance)
  }

  /// What is seen through the windows of objects and of the whole: `[N, K + 1, cells² 3]`.
  private func crops(_ pictures: Tensor, _ layout: Layout) -> Tensor {
    let (batch, side, cells) = (pictures.shape[0], window.side, Self.cells)
    let count = slots + 1
    let whole = Tensor([0.5, 0.5, 0.5 / Window.reach], shape: [1, 1, 3])
      .expanded(to: [batch, 1, 3])
    let along = window.weights(concatenate([layout.boxes, whole], alongAxis: 1))
    let rows = along.y.transposed([0, 1, 3, 2]).reshaped(to: [batch, count * cells, side])
      .matmul(pictures.reshaped(to: [batch, side, side * 3]))
      .reshaped(to: [batch * count * cells, side, 3]).transposed([0, 2, 1])
      .reshaped(to: [batch * count, cells * 3, side])
    let crops = rows.matmul(along.x.reshaped(to: [batch * count, side, cells]))
    // A tent's sum over pixels is the number of pixels to a cell; the whole has the most.
    let scale = Float(cells * cells) / Float(side * side) * 4
    return crops.scaled(by: scale).reshaped(to: [batch, count, cells * cells * 3])
  }
}
