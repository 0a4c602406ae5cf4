import RealModule
import Tensors

/// The cells of a square grid over the canvas, row by row.
struct CellGrid {
  let side: Int

  /// Sines and cosines of the centres at `width / 4` frequencies: `[side * side, width]`.
  func waves(width: Int, scale: Float) -> Tensor {
    let frequencies = (0..<(width / 4)).map { i in
      (1 + 9 * Float(i) / Float(max(1, width / 4 - 1))) * Float.pi / 2
    }
    let elements = cells.flatMap { x, y in
      frequencies.flatMap { f in
        [.sin(x * f), .cos(x * f), .sin(y * f), .cos(y * f)].map { $0 * scale }
      }
    }
    return Tensor(elements, shape: [side * side, width])
  }

  private var cells: [(Float, Float)] {
    (0..<(side * side)).map { i in
      ((Float(i % side) + 0.5) / Float(side), (Float(i / side) + 0.5) / Float(side))
    }
  }
}
