import Tensors

/// Where the objects of pictures lie: a place for each slot, and whether the slot has an object.
public struct Layout {
  /// Centres and radii in canvas units (side = 1): `[N, K, 3]`, x, y and radius.
  public let boxes: Tensor
  /// 1 where a slot has an object, 0 where it has none: `[N, K, 1]`.
  public let presence: Tensor

  /// A layout from its parts.
  public init(boxes: Tensor, presence: Tensor) {
    self.boxes = boxes
    self.presence = presence
  }

  /// 1 for slots with an object and, last, for the background, 0 for others: `[N, K + 1, 1]`.
  var isPainted: Tensor {
    let ground = Tensor(repeating: 1, shape: [presence.shape[0], 1, 1])
    return concatenate([presence, ground], alongAxis: 1)
  }

  /// How much each slot of this layout counts on the way to `other`: `[N, K, 1]`, 1 to 0.
  ///
  /// An object that only one of the two has counts alone, however far the way has come.
  ///
  /// - Parameters:
  ///   - other: a layout of as many slots.
  ///   - share: the part of the way that is covered, 0 to 1.
  /// - Returns: the weights; those of `other` are what is left to 1.
  func weights(towards other: Layout, share: Float) -> Tensor {
    // A slot that is empty in both has some weight all the same.
    let nothing: Float = 1e-9
    let mine = presence.scaled(by: 1 - share, plus: nothing)
    return mine / (mine + other.presence.scaled(by: share, plus: nothing))
  }

  /// The layout on the way to `other`: boxes weighed as `weights` says, presences by `share`.
  func mixed(with other: Layout, share: Float) -> Layout {
    let weights = weights(towards: other, share: share)
    return Layout(
      boxes: boxes.mixed(with: other.boxes, weights: weights),
      presence: presence.scaled(by: 1 - share) + other.presence.scaled(by: share))
  }
}

extension Tensor {
  /// These vectors `[N, K, width]` times their `weights` `[N, K, 1]`, and `other` times the rest.
  func mixed(with other: Tensor, weights: Tensor) -> Tensor {
    self * weights.expanded(to: shape)
      + other * weights.scaled(by: -1, plus: 1).expanded(to: shape)
  }
}

/// The weights by which cells of a square window around a centre meet the pixels of a canvas.
///
/// A spatial transformer (Jaderberg et al. 2015) for shifts and sizes only separates into one
/// matrix of tent functions along each axis:
///
///     canvas[y, x] = sum_ij tent(row(y) - i) window[i, j] tent(column(x) - j)
struct Window {
  /// The side of the window in cells.
  let cells: Int
  /// The side of the canvas in pixels.
  let side: Int
  /// How far a window reaches from its centre, in radii.
  static let reach: Float = 1.2

  /// The weight of each cell at each pixel, along x and along y: each `[N, K, side, cells]`, from
  /// `boxes` `[N, K, 3]`.
  func weights(_ boxes: Tensor) -> (x: Tensor, y: Tensor) {
    (tents(boxes, axis: 0), tents(boxes, axis: 1))
  }

  private func tents(_ boxes: Tensor, axis: Int) -> Tensor {
    let (batch, count) = (boxes.shape[0], boxes.shape[1])
    let centre = boxes.slice(alongAxis: 2, axis..<(axis + 1)).reshaped(to: [batch, count, 1, 1])
    let radius = boxes.slice(alongAxis: 2, 2..<3).reshaped(to: [batch, count, 1, 1])
    let pixels = Tensor(
      (0..<side).map { (Float($0) + 0.5) / Float(side) }, shape: [1, 1, side, 1])
    let indices = Tensor((0..<cells).map { Float($0) }, shape: [1, 1, 1, cells])
    let half = Float(cells) / 2
    let inCells = ((pixels.expanded(to: [batch, count, side, 1]) - centre) / radius)
      .scaled(by: half / Self.reach, plus: half - 0.5)
    let distance = inCells.expanded(to: [batch, count, side, cells]) - indices
    return distance.absolute().scaled(by: -1, plus: 1).relu()
  }
}
