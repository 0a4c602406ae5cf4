/// The gradient by data of a convolution (a transposed convolution) as a convolution at the small
/// side.
///
/// It gives the pixels of a square as channels, which are then put in their places (sub-pixel
/// convolution, Shi et al. 2016, section 3.2). oneDNN computes channels sixteen at a time, of which
/// the three of a picture leave the rest idle
/// (docs/decisions/0022-linear-steps-in-one.md), and on AMX it has faster kernels for
/// convolutions than for their gradients (docs/decisions/0029-gradients-on-tiles.md).
struct SubPixelConvolution {
  private let whole: Convolution
  private let small: GradientConvolution
  /// The pixels along a side of a square: the stride.
  private let side: Int
  /// The pixels of the first square that lie in the padding.
  private let hidden: Int

  /// The same as `convolution`'s gradient by data, or nil where that is as fast or windows do not
  /// divide into squares.
  init?(of convolution: Convolution) {
    let (weights, output) = (convolution.weights, convolution.output)
    let side = convolution.stride
    let window = weights[1] / side
    guard
      Self.isFaster(than: convolution), convolution.isCovered, weights[1] == weights[2],
      weights[1] % side == 0, convolution.padding / side < window
    else { return nil }
    whole = convolution
    self.side = side
    hidden = convolution.padding % side
    small = GradientConvolution(
      input: output, weights: [weights[0], window, window, side * side * weights[3]],
      weightType: .float32, square: side, padding: window - 1 - convolution.padding / side,
      dataType: convolution.dataType, outputType: convolution.dataType)
  }

  private static func isFaster(than convolution: Convolution) -> Bool {
    if Engine.hasTiles, convolution.dataType == .bfloat16 { return convolution.weights[1] > 1 }
    let side = convolution.stride
    return side > 1 && side * side * convolution.input[3] <= 16
  }

  /// The gradient by data, of the weights and the gradient by the output.
  func callAsFunction(_ w: Tensor, _ gradient: Tensor) -> Tensor {
    let operation = small.operation()
    let packed = w.storage.packed(for: operation) {
      let arranged = arranged(w)
      return withExtendedLifetime(arranged) {
        Engine.current.pack(operation, plain: arranged.storage.bytes)
      }
    }
    let squares = Tensor(uninitialized: small.output, dataType: small.dataType)
    Engine.current.run(
      operation, gradient.storage.bytes, packed.bytes, squares.storage.bytes)
    return squares.shape == whole.input ? squares : placed(squares)
  }

  /// Weights `[O, k, k, C]` as those of `small`, `[O, k / s, k / s, s s C]`: pixel (a, b) of a
  /// square sees every s-th row from a on and every s-th column from b on, last first.
  private func arranged(_ w: Tensor) -> Tensor {
    let (outputs, window) = (small.weights[0], small.weights[1])
    // The pixels of a square's row lie side by side in both.
    let run = side * w.shape[3]
    let result = Tensor(uninitialized: small.weights)
    let (from, to) = (w.storage.floats, result.storage.floats)
    parallelParts(of: outputs, work: result.count) { _, outputs in
      for output in outputs {
        var target = to + output * window * window * side * run
        for row in (0..<window).reversed() {
          for column in (0..<window).reversed() {
            for a in 0..<side {
              let line = (output * window + row) * side + a
              target.update(from: from + (line * window + column) * run, count: run)
              target += run
            }
          }
        }
      }
    }
    return result
  }

  /// Squares `[N, h, w, s s C]` as pixels `[N, H, W, C]`, without those in the padding.
  private func placed(_ squares: Tensor) -> Tensor {
    let result = Tensor(uninitialized: whole.input, dataType: whole.dataType)
    let pixel = whole.input[3] * whole.dataType.size
    let (height, width) = (whole.input[1], whole.input[2])
    let (rows, columns, side, hidden) = (squares.shape[1], squares.shape[2], side, hidden)
    // Once, for counting who holds a tensor is dear where several threads do it at once.
    let (from, to) = (squares.storage.bytes, result.storage.bytes)
    parallelParts(of: whole.input[0] * height, work: result.count) { _, lines in
      for line in lines {
        let (picture, y) = line.quotientAndRemainder(dividingBy: height)
        let (row, a) = (y + hidden).quotientAndRemainder(dividingBy: side)
        let target = to + line * width * pixel
        let source = from + (((picture * rows + row) * columns) * side + a) * side * pixel
        for column in 0..<columns {
          let start = column * side - hidden
          let visible = max(start, 0)..<min(start + side, width)
          (target + visible.lowerBound * pixel).copyMemory(
            from: source + (column * side * side + visible.lowerBound - start) * pixel,
            byteCount: visible.count * pixel)
        }
      }
    }
    return result
  }
}
