import Layers
import Tensors

/// Paints slots on a square grid: where each is and what it looks like from its own centre.
struct SlotPainter {
  private let side: Int
  private let place: Linear
  private let pattern: Linear
  private let style: Linear
  private let output: Linear
  private let background: Linear
  private let paint: Int
  private let channels: Int
  private let centres: Tensor

  init(width: Int, paint: Int, channels: Int, side: Int, in scope: ParameterScope) {
    self.side = side
    self.paint = paint
    self.channels = channels
    place = Linear(inputs: width, outputs: 4, initializer: .fanIn(gain: 0.5), in: scope("place"))
    pattern = Linear(
      inputs: 3, outputs: paint, hasBias: false, initializer: .fanIn(gain: 1),
      in: scope("pattern"))
    style = Linear(inputs: width, outputs: 2 * paint, in: scope("style"))
    output = Linear(inputs: paint, outputs: channels, in: scope("output"))
    background = Linear(inputs: width, outputs: channels, in: scope("background"))
    centres = CellGrid(side: side).centres.reshaped(to: [1, 1, side * side, 2])
  }

  /// Paints `slots` `[N, K, width]` over a background that follows from `scene` `[N, width]`.
  ///
  /// - Returns: `[N, side, side, channels]` in `precision`.
  func callAsFunction(_ slots: Tensor, background scene: Tensor, precision: DataType) -> Tensor {
    let (batch, count, cells) = (slots.shape[0], slots.shape[1], side * side)
    let p = place(slots).reshaped(to: [batch, count, 1, 4])
    let centre = p.slice(alongAxis: 3, 0..<2).scaled(by: 1.5).sigmoid()
    let radius = p.slice(alongAxis: 3, 2..<3).scaled(by: 1, plus: -0.5).sigmoid()
      .scaled(by: 0.3, plus: 0.08)
    let presence = p.slice(alongAxis: 3, 3..<4).sigmoid()

    // Coordinates of every cell from every slot, in the slot's radii.
    let relative =
      (centres.expanded(to: [batch, count, cells, 2]) - centre) / radius
    let distance = relative.square().sum(alongAxes: [3])
    let near =
      distance.scaled(by: -4, plus: 6.4).sigmoid() * presence
      + distance.scaled(by: -1, plus: 4).sigmoid().scaled(by: 0.02)

    let coordinates = concatenate(
      [relative.clipped(to: -3...3), distance.clipped(to: 0...6)], alongAxis: 3
    ).cast(to: precision)
    let look = style(slots).reshaped(to: [batch, count, 1, 2 * paint]).cast(to: precision)
    let gain = look.slice(alongAxis: 3, 0..<paint).scaled(by: 1, plus: 1)
    let shift = look.slice(alongAxis: 3, paint..<(2 * paint))
    let painted = (pattern(coordinates).leakyReLU() * gain + shift) * near.cast(to: precision)
    let together = painted.sum(alongAxes: [1]).reshaped(to: [batch, side, side, paint])
    let ground = background(scene).reshaped(to: [batch, 1, 1, channels]).cast(to: precision)
    return output(together) + ground
  }
}
