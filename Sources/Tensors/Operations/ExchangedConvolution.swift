/// The gradient by the weights of a convolution as a convolution in which pictures and channels have
/// changed places.
///
/// Every input channel is a picture, of as many channels as the batch has pictures, and the
/// gradient of the output is the window, its elements as far apart as the stride. On AMX, where
/// windows are not large, oneDNN's kernels for that take less time than those it has for this
/// gradient; figures are in docs/decisions/0029-gradients-on-tiles.md.
struct ExchangedConvolution {
  private let convolution: GradientConvolution

  /// The same as `convolution`'s gradient by weights, or nil where that is as fast or the output
  /// does not see all of the padded input.
  init?(of convolution: Convolution) {
    let (input, weights, output) = (convolution.input, convolution.weights, convolution.output)
    guard
      Engine.hasTiles, convolution.dataType == .bfloat16, convolution.isCovered,
      weights[1] * weights[2] > 1, input[0] >= 16, input[3] >= 16,
      Self.isFaster(places: output[1] * output[2], batch: input[0], stride: convolution.stride)
    else { return nil }
    self.convolution = GradientConvolution(
      input: [input[3], input[1], input[2], input[0]], weights: output, weightType: .bfloat16,
      spacing: convolution.stride, padding: convolution.padding, dataType: .bfloat16,
      outputType: .float32)
  }

  private static func isFaster(places: Int, batch: Int, stride: Int) -> Bool {
    places <= 8 * batch && (stride > 1 ? places <= 256 : places < 128)
  }

  /// The gradient by the weights, float32, of the input and the gradient by the output.
  func callAsFunction(_ x: Tensor, _ gradient: Tensor) -> Tensor {
    withoutRecording {
      let operation = convolution.operation()
      let pictures = x.transposed([3, 1, 2, 0])
      let windows = Engine.current.pack(operation, plain: gradient.storage.bytes)
      let result = Tensor(uninitialized: convolution.output)
      withExtendedLifetime((pictures, windows)) {
        Engine.current.run(
          operation, pictures.storage.bytes, windows.bytes, result.storage.bytes)
      }
      return result.transposed([3, 1, 2, 0])
    }
  }
}
