/// The gradient by data of a strided convolution of few input channels (a transposed convolution to
/// few channels) as a convolution at the small side.
///
/// It gives the pixels of a square as channels, which are then put in their places (sub-pixel
/// convolution, Shi et al. 2016, section 3.2). oneDNN computes channels sixteen at a time, of which
/// the three of a picture leave the rest idle; figures are in
/// docs/decisions/0022-linear-steps-in-one.md.
struct SubPixelConvolution {
  private let whole: Convolution
  private let small: Convolution
  /// The pixels along a side of a square: the stride.
  private let side: Int

  /// The same as `convolution`'s gradient by data, or nil where that is as fast or windows do not
  /// divide into squares.
  init?(of convolution: Convolution) {
    let (input, weights, output) = (convolution.input, convolution.weights, convolution.output)
    let side = convolution.stride
    let extents = zip(output[1...2], weights[1...2]).map { ($0 - 1) * side + $1 }
    let isCovered = zip(extents, input[1...2]).allSatisfy { $0 == $1 + 2 * convolution.padding }
    guard
      side > 1, convolution.padding <= side, side * side * input[3] <= 16,
      weights[1] == weights[2], weights[1] % side == 0, isCovered
    else { return nil }
    whole = convolution
    self.side = side
    let window = weights[1] / side
    small = Convolution(
      input: output, weights: [side * side * input[3], window, window, weights[0]], stride: 1,
      padding: window - 1, dataType: convolution.dataType)
  }

  /// The gradient by data, of the weights and the gradient by the output.
  func callAsFunction(_ w: Tensor, _ gradient: Tensor) -> Tensor {
    let operation = small.operation(.forward)
    let packed = w.storage.packed(for: operation) {
      let arranged = arranged(w)
      return withExtendedLifetime(arranged) {
        Engine.current.pack(operation, plain: arranged.storage.bytes)
      }
    }
    let squares = Tensor(uninitialized: small.output, dataType: small.dataType)
    Engine.current.run(
      operation, gradient.storage.bytes, packed.bytes, squares.storage.bytes)
    return placed(squares)
  }

  /// Weights `[O, k, k, C]` as those of `small`, `[s s C, k / s, k / s, O]`: pixel (a, b) of a
  /// square sees every s-th row from a on and every s-th column from b on, last first.
  private func arranged(_ w: Tensor) -> Tensor {
    let (outputs, kernel, channels) = (w.shape[0], w.shape[1], w.shape[3])
    let window = kernel / side
    let result = Tensor(uninitialized: small.weights)
    let (from, to) = (w.storage.floats, result.storage.floats)
    var next = 0
    for a in 0..<side {
      for b in 0..<side {
        for c in 0..<channels {
          for row in stride(from: a + side * (window - 1), through: a, by: -side) {
            for column in stride(from: b + side * (window - 1), through: b, by: -side) {
              for output in 0..<outputs {
                to[next] = from[((output * kernel + row) * kernel + column) * channels + c]
                next += 1
              }
            }
          }
        }
      }
    }
    return result
  }

  /// Squares `[N, h, w, s s C]` as pixels `[N, H, W, C]`, without the padding around them.
  private func placed(_ squares: Tensor) -> Tensor {
    let result = Tensor(uninitialized: whole.input, dataType: whole.dataType)
    let pixel = whole.input[3] * whole.dataType.size
    let (height, width, padding) = (whole.input[1], whole.input[2], whole.padding)
    let (rows, columns, side) = (squares.shape[1], squares.shape[2], side)
    // Once, for counting who holds a tensor is dear where several threads do it at once.
    let (from, to) = (squares.storage.bytes, result.storage.bytes)
    parallelParts(of: whole.input[0] * height, work: result.count) { _, lines in
      for line in lines {
        let (picture, y) = line.quotientAndRemainder(dividingBy: height)
        let (row, a) = (y + padding).quotientAndRemainder(dividingBy: side)
        let target = to + line * width * pixel
        let source = from + (((picture * rows + row) * columns) * side + a) * side * pixel
        for column in 0..<columns {
          let start = column * side - padding
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
