import Language
import Layers
import Tensors

/// Judges whether objects could lie like this, and whether the text says so: a matching-aware
/// discriminator of layouts.
///
/// After Hong et al. 2018, section 3.1, and Li et al. 2019 (LayoutGAN). Every object sees the
/// others relative to itself, and how far from them it is, and attends to the words.
public final class LayoutDiscriminator {
  /// Its parameters by name.
  public let parameters = ParameterSet()
  private let objects: Linear
  private let slots: Embedding
  private let blocks: [TransformerBlock]
  private let hidden: Linear
  private let output: Linear
  private let projection: (places: Linear, sentence: Linear)?

  /// A discriminator of layouts of `slots` objects.
  ///
  /// - Parameters:
  ///   - count: the objects.
  ///   - textWidth: the width of the text's features.
  ///   - width: the channels.
  ///   - blocks: the transformer blocks.
  ///   - hasProjection: whether the inner product of places and sentence, both linear, is part of
  ///     the logit (Miyato and Koyama 2018, "cGANs with Projection Discriminator", section 3). A
  ///     relation is such a product: whether "above" is true changes sign with the difference in
  ///     height.
  ///   - seed: of the first values.
  public init(
    slots count: Int, textWidth: Int, width: Int, blocks: Int, hasProjection: Bool = false,
    seed: UInt64
  ) {
    let scope = ParameterScope(parameters, seed: seed)
    objects = Linear(
      inputs: 4 + count + 4 * count, outputs: width, initializer: .fanIn(gain: 1.4),
      in: scope("objects"))
    slots = Embedding(
      count: count, width: width, initializer: .normal(standardDeviation: 0.5),
      in: scope("slots"))
    self.blocks = (0..<blocks).map {
      TransformerBlock(width: width, heads: 4, contextWidth: textWidth, in: scope("blocks.\($0)"))
    }
    hidden = Linear(
      inputs: count * width, outputs: width, initializer: .fanIn(gain: 1.4), in: scope("hidden"))
    output = Linear(inputs: width, outputs: 1, in: scope("output"))
    projection =
      hasProjection
      ? (
        Linear(
          inputs: 4 * count, outputs: width, hasBias: false, in: scope("projection.places")),
        Linear(
          inputs: textWidth, outputs: width, hasBias: false, in: scope("projection.sentence"))
      ) : nil
  }

  /// Boxes, presences and gaps as the discriminator takes them, `[N, K, 4 + K]`: each about as wide
  /// as a standard normal number, and 0 where there is no object.
  public static func normalized(_ boxes: Tensor, _ presence: Tensor) -> Tensor {
    let offset = Tensor([-0.5, -0.5, -0.15], shape: [1, 1, 3])
    let scale = Tensor([4, 4, 20], shape: [1, 1, 3])
    let scaled = (boxes + offset) * scale
    return concatenate(
      [scaled * presence.expanded(to: scaled.shape), presence, gaps(boxes, presence)],
      alongAxis: 2)
  }

  /// The gap between the boxes of every two objects, in tenths of the canvas, below 0 where they
  /// overlap: `[N, K, K]`.
  private static func gaps(_ boxes: Tensor, _ presence: Tensor) -> Tensor {
    let (batch, count) = (boxes.shape[0], boxes.shape[1])
    let shape = [batch, count, count]
    func own(_ value: Tensor) -> Tensor { value.expanded(to: shape) }
    func others(_ value: Tensor) -> Tensor {
      value.transposed([0, 2, 1]).expanded(to: shape)
    }
    func coordinate(_ index: Int) -> Tensor { boxes.slice(alongAxis: 2, index..<(index + 1)) }
    func distance(_ index: Int) -> Tensor {
      (own(coordinate(index)) - others(coordinate(index))).absolute()
    }
    let (x, y) = (distance(0), distance(1))
    let radii = own(coordinate(2)) + others(coordinate(2))
    let gap = (x + (y - x).relu() - radii).scaled(by: 10).clipped(to: -3...1)
    let isPair = Tensor(
      (0..<(count * count)).map { $0 % (count + 1) == 0 ? 0 : 1 }, shape: [1, count, count])
    return gap * own(presence) * others(presence) * isPair.expanded(to: shape)
  }

  /// The logits `[N]` of normalized layouts `[N, K, 4 + K]` under texts.
  public func callAsFunction(_ layouts: Tensor, _ text: TextFeatures) -> Tensor {
    let (batch, count) = (layouts.shape[0], layouts.shape[1])
    let pairs = [batch, count, count, 4]
    let places = layouts.slice(alongAxis: 2, 0..<4)
    let own = places.reshaped(to: [batch, count, 1, 4]).expanded(to: pairs)
    let others = places.reshaped(to: [batch, 1, count, 4]).expanded(to: pairs)
    let relative = (others - own).reshaped(to: [batch, count, 4 * count])
    let start = objects(concatenate([layouts, relative], alongAxis: 2)).leakyReLU() + slots.all
    let read = blocks.reduce(start) {
      $1($0, mask: nil, context: text.words, contextMask: text.mask)
    }
    let flat = read.reshaped(to: [batch, read.count / batch])
    let logit = output(hidden(flat).leakyReLU()).reshaped(to: [batch])
    guard let projection else { return logit }
    let placed = projection.places(places.reshaped(to: [batch, 4 * count]))
    let told = projection.sentence(text.sentence)
    let scale = 1 / Float(told.shape[1]).squareRoot()
    return logit + (placed * told).sum(alongAxes: [1]).scaled(by: scale).reshaped(to: [batch])
  }
}
