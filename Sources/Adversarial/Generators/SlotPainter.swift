import Layers
import Tensors

/// Paints slots on a canvas: decodes each into a patch of features around its own centre, and
/// places the patches where the slots say.
///
/// Placing is a spatial transformer (Jaderberg et al. 2015) for shifts and sizes only, so it
/// separates into one matrix of tent functions along each axis:
///
///     canvas[y, x] = sum_k sum_ij tent(row_k(y) - i) patch_k[i, j] tent(column_k(x) - j)
struct SlotPainter {
  /// The side of a patch in cells.
  private static let patchSide = 16
  /// How far a patch reaches from its centre, in radii.
  private static let reach: Float = 1.4

  private let side: Int
  private let features: Int
  private let place: Linear
  private let seed: Linear
  private let seedChannels: Int
  private let first: Convolution
  private let second: Convolution
  private let background: Linear

  /// A painter of canvases of `side` by `side` cells of `features` channels.
  init(width: Int, features: Int, side: Int, in scope: ParameterScope) {
    self.side = side
    self.features = features
    seedChannels = 2 * features
    place = Linear(inputs: width, outputs: 4, initializer: .fanIn(gain: 0.5), in: scope("place"))
    seed = Linear(
      inputs: width, outputs: 16 * seedChannels, initializer: .fanIn(gain: 1.4), in: scope("seed"))
    first = Convolution(
      inputs: seedChannels, outputs: seedChannels, kernel: 3, leakyReLUSlope: 0.2,
      initializer: .fanIn(gain: 1.4), in: scope("first"))
    second = Convolution(
      inputs: seedChannels, outputs: features, kernel: 3, in: scope("second"))
    background = Linear(inputs: width, outputs: features, in: scope("background"))
  }

  /// Paints `slots` over a background that follows from `scene`.
  ///
  /// - Parameters:
  ///   - slots: `[N, K, width]`.
  ///   - latent: the noise of the slots, `[N, K, at least 3]`; the first two numbers move a slot
  ///     along x and y, the third changes its size, so that the noise of a picture can be read off
  ///     it.
  ///   - scene: `[N, width]`.
  ///   - precision: of the painted features; places are computed in float32.
  /// - Returns: `[N, side, side, features]` in `precision`.
  func callAsFunction(
    _ slots: Tensor, latent: Tensor, scene: Tensor, precision: DataType
  ) -> Tensor {
    let (batch, count) = (slots.shape[0], slots.shape[1])
    let placement = place(slots)
    let placing = 0..<SlotPlacement.latentCount
    let shifted =
      placement.slice(alongAxis: 2, placing)
      + latent.slice(alongAxis: 2, placing).scaled(by: SlotPlacement.latentScale)
    let centre = shifted.slice(alongAxis: 2, 0..<2).sigmoid()
    let radius = SlotPlacement.radius(shifted.slice(alongAxis: 2, 2..<3))
    let presence = placement.slice(alongAxis: 2, 3..<4).scaled(by: 1, plus: 1).sigmoid()

    let patches =
      decode(slots.reshaped(to: [batch * count, slots.shape[2]]), precision)
      * presence.reshaped(to: [batch * count, 1, 1, 1]).cast(to: precision)
    let alongX = tents(centre.slice(alongAxis: 2, 0..<1), radius).cast(to: precision)
    let alongY = tents(centre.slice(alongAxis: 2, 1..<2), radius).cast(to: precision)
    let cells = Self.patchSide
    // The patches' first axis is x, so that the sum over slots comes out row by row.
    let columns = alongX.reshaped(to: [batch * count, side, cells])
      .matmul(patches.reshaped(to: [batch * count, cells, cells * features]))
      .reshaped(to: [batch, count, side, cells, features])
      .transposed([0, 1, 3, 2, 4])
      .reshaped(to: [batch, count * cells, side * features])
    let canvas = alongY.transposed([0, 2, 1, 3])
      .reshaped(to: [batch, side, count * cells])
      .matmul(columns)
      .reshaped(to: [batch, side, side, features])
    return canvas + background(scene).reshaped(to: [batch, 1, 1, features]).cast(to: precision)
  }

  /// The patches of slots `[M, width]`: `[M, 16, 16, features]`.
  private func decode(_ slots: Tensor, _ precision: DataType) -> Tensor {
    let start = seed(slots).leakyReLU().cast(to: precision)
      .reshaped(to: [slots.shape[0], 4, 4, seedChannels])
    return second(first(start.upsampled(by: 2)).upsampled(by: 2))
  }

  /// The weight of each of a patch's cells at each of the canvas's, along one axis:
  /// `[N, K, side, 16]` from centres and radii `[N, K, 1]`.
  private func tents(_ centre: Tensor, _ radius: Tensor) -> Tensor {
    let (batch, count, cells) = (centre.shape[0], centre.shape[1], Self.patchSide)
    let positions = Tensor(
      (0..<side).map { (Float($0) + 0.5) / Float(side) }, shape: [1, 1, side, 1])
    let indices = Tensor((0..<cells).map { Float($0) }, shape: [1, 1, 1, cells])
    let c = centre.reshaped(to: [batch, count, 1, 1])
    let r = radius.reshaped(to: [batch, count, 1, 1])
    let half = Float(cells) / 2
    let inCells = ((positions.expanded(to: [batch, count, side, 1]) - c) / r)
      .scaled(by: half / Self.reach, plus: half - 0.5)
    let distance = inCells.expanded(to: [batch, count, side, cells]) - indices
    return distance.absolute().scaled(by: -1, plus: 1).relu()
  }
}

/// How a slot's noise moves it, known to the generator and to the encoder that reads it back.
enum SlotPlacement {
  /// The numbers of a slot's noise that place it: x, y and size.
  static let latentCount = 3

  /// What the noise is multiplied by before the logistic function.
  static let latentScale: Float = 1.1

  /// A radius in canvas units from an unbounded number.
  static func radius(_ x: Tensor) -> Tensor { x.sigmoid().scaled(by: 0.22, plus: 0.06) }
}
