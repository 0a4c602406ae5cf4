import Layers
import Tensors

/// Paints slots: decodes each into a patch of colour and opacity, and lays the patches over a
/// background where the slots have their places.
///
/// A shape is learned once and not once for every position, as in "Attend, Infer, Repeat" (Eslami
/// et al. 2016). Every block of the decoder is modulated by its slot's vector.
struct SlotPainter {
  private let window: Window
  private let precision: DataType
  private let seed: Linear
  private let seedChannels: Int
  private let blocks: [ModulatedConvolution]
  private let paint: ModulatedConvolution
  private let background: Linear

  /// A painter of pictures of `side` by `side` pixels from slots of the given width.
  ///
  /// - Parameters:
  ///   - width: of a slot's vector.
  ///   - channels: of the decoder at 4 x 4 cells; two thirds at 8 x 8, half from 16 x 16 on.
  ///   - side: of the pictures.
  ///   - precision: of the convolutions.
  ///   - scope: where its parameters are named.
  init(width: Int, channels: Int, side: Int, precision: DataType, in scope: ParameterScope) {
    // A patch has as many cells as the largest objects have pixels across, or a few more.
    let patchSide = max(16, side / 2)
    let doublings = (patchSide / 8).trailingZeroBitCount
    let widths =
      [channels, max(1, channels * 2 / 3)]
      + Array(repeating: max(1, channels / 2), count: doublings - 1)
    self.precision = precision
    window = Window(cells: patchSide, side: side)
    seedChannels = channels
    seed = Linear(
      inputs: width, outputs: 16 * channels, initializer: .fanIn(gain: 1.4), in: scope("seed"))
    blocks = (0..<doublings).map {
      ModulatedConvolution(
        inputs: widths[$0], outputs: widths[$0 + 1], modulationWidth: width, gain: 1.4,
        in: scope("blocks.\($0)"))
    }
    // Each cell of a 2x2 square has its own four outputs: no overlap, so no checkerboard.
    paint = ModulatedConvolution(
      inputs: widths[doublings], outputs: 16, modulationWidth: width, gain: 0.7, in: scope("paint"))
    background = Linear(inputs: width, outputs: 3, in: scope("background"))
  }

  /// Paints the objects of `slots` `[N, K, width]` as `layout` says, over the background of
  /// `ground` `[N, width]`: `[N, side, side, 3]`, float32, in -1...1.
  ///
  /// With c_k the colours and α_k the opacities of the slots, A their sum and b the background,
  ///
  ///     (Σ α_k c_k + max(0, 1 - A) b) / max(1, A)
  ///
  /// so that objects that overlap are mixed there (docs/decisions/0026-objects-that-overlap.md).
  func callAsFunction(
    _ slots: Tensor, over ground: Tensor, at layout: Layout, probe: LayerProbe?
  ) -> Tensor {
    let (batch, count) = (slots.shape[0], slots.shape[1])
    let patches =
      patches(slots.reshaped(to: [batch * count, slots.shape[2]]), probe)
      * layout.presence.reshaped(to: [batch * count, 1, 1, 1])
    let canvas = place(patches, layout.boxes)
    let opacity = canvas.slice(alongAxis: 3, 3..<4)
    let plain = background(ground)
    probe?.see("background", plain)
    let behind = plain.tanh().reshaped(to: [batch, 1, 1, 3])
      .expanded(to: [batch, window.side, window.side, 3])
    let seen = opacity.scaled(by: -1, plus: 1).relu().expanded(to: behind.shape)
    let total = opacity.scaled(by: 1, plus: -1).relu().scaled(by: 1, plus: 1)
    return (canvas.slice(alongAxis: 3, 0..<3) + behind * seen) / total.expanded(to: behind.shape)
  }

  /// Colours times opacity, and the opacity, of slots `[M, width]`: `[M, cells, cells, 4]`.
  private func patches(_ slots: Tensor, _ probe: LayerProbe?) -> Tensor {
    var x = seed(slots).cast(to: precision).reshaped(to: [slots.shape[0], 4, 4, seedChannels])
    probe?.see("seed", x)
    for (index, block) in blocks.enumerated() {
      x = block.enlarged(x, modulatedBy: slots)
      probe?.see("blocks.\(index)", x)
    }
    let painted = paint(x, modulatedBy: slots)
    probe?.see("paint", painted)
    let cells = painted.pixelShuffled(by: 2).cast(to: .float32)
    let opacity = cells.slice(alongAxis: 3, 3..<4).sigmoid()
    let color = cells.slice(alongAxis: 3, 0..<3).tanh()
    return concatenate([color * opacity.expanded(to: color.shape), opacity], alongAxis: 3)
  }

  /// The sum of the patches `[N K, cells, cells, 4]` at their places: `[N, side, side, 4]`.
  private func place(_ patches: Tensor, _ boxes: Tensor) -> Tensor {
    let (batch, count, side, cells) = (boxes.shape[0], boxes.shape[1], window.side, window.cells)
    let along = window.weights(boxes)
    // The patches' first axis is x, so that the sum over slots comes out row by row.
    let columns = along.x.reshaped(to: [batch * count, side, cells])
      .matmul(patches.reshaped(to: [batch * count, cells, cells * 4]))
      .reshaped(to: [batch, count, side, cells, 4])
      .transposed([0, 1, 3, 2, 4])
      .reshaped(to: [batch, count * cells, side * 4])
    return along.y.transposed([0, 2, 1, 3])
      .reshaped(to: [batch, side, count * cells])
      .matmul(columns)
      .reshaped(to: [batch, side, side, 4])
  }
}

extension Tensor {
  /// `[N, H, W, factor^2 C]` as `[N, factor H, factor W, C]`: channels become pixels.
  ///
  /// The "sub-pixel convolution" of Shi et al. 2016.
  func pixelShuffled(by factor: Int) -> Tensor {
    let s = shape
    let channels = s[3] / (factor * factor)
    return reshaped(to: [s[0] * s[1], s[2], factor, factor * channels])
      .transposed([0, 2, 1, 3])
      .reshaped(to: [s[0], s[1] * factor, s[2] * factor, channels])
  }
}
