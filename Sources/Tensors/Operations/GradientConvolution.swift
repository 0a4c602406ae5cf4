import COneDNN

/// A convolution of stride 1 that stands in for a gradient of another, and takes its weights with
/// the inputs first, as they lie there.
struct GradientConvolution {
  /// `[N, H, W, C]`.
  var input: [Int]
  /// `[C, kernel height, kernel width, O]`.
  var weights: [Int]
  /// The type of the weights that are passed in; the kernel reads them in that of the input.
  var weightType: DataType
  /// The side of the squares that its outputs hold; 1 where they are pixels.
  ///
  /// It changes nothing but how weights are arranged, which are kept with the operation.
  var square = 1
  /// The step between elements of the input within a window.
  var spacing = 1
  /// Zeros on all four sides.
  var padding: Int
  var dataType: DataType
  var outputType: DataType

  /// `[N, H', W', O]`.
  var output: [Int] {
    func extent(_ axis: Int) -> Int {
      input[axis] + 2 * padding - (weights[axis] - 1) * spacing
    }
    return [input[0], extent(1), extent(2), weights[3]]
  }

  func operation() -> PreparedOperation {
    Engine.current.count(multiplyAdds: output.reduce(1, *) * weights.dropLast().reduce(1, *))
    let key = OperationKey(
      .gradientConvolution,
      [
        ConvolutionKind.forward.rawValue, dataType.size, weightType.size, outputType.size, spacing,
        padding, square,
      ] + input + [weights[3], weights[1], weights[2], weights[0]])
    return Engine.current.operation(key) { error in
      var description = limn_convolution(
        kind: LIMN_CONVOLUTION_FORWARD, input: limn_array(channelsLast: input, dataType),
        weights: limn_array(channelsFirst: weights, weightType),
        output: limn_array(channelsLast: output, outputType), stride: 1,
        dilation: Int64(spacing - 1), padding: Int64(padding), end_padding: Int64(padding),
        has_bias: 0, fused: LIMN_FUSED_NONE, alpha: 0, beta: 0)
      return limn_prepare_convolution(&description, error)
    }
  }
}
