import COneDNN

extension Tensor {
  /// Two-dimensional cross-correlation for networks that are run and not trained.
  ///
  /// Unlike `convolution` it can work in groups, pad unequally and clip what it gives, fused; and
  /// it has no gradient.
  ///
  /// - Parameters:
  ///   - weights: `[output channels, kernel height, kernel width, input channels / groups]`,
  ///     float32.
  ///   - bias: `[output channels]`, float32.
  ///   - stride: the step between windows, along both axes.
  ///   - padding: zeros above and to the left of the input.
  ///   - endPadding: zeros below it and to its right.
  ///   - groups: group g of the output channels sees only group g of the input channels; as many
  ///     groups as channels make a depthwise convolution.
  ///   - bounds: where given, what the results are clipped to; 0...6 makes ReLU6.
  /// - Returns: `[batch, height', width', output channels]` of this tensor's type, with
  ///   height' = (height + padding + endPadding - kernel height) / stride + 1.
  public func inferenceConvolution(
    _ weights: Tensor, bias: Tensor, stride: Int = 1, padding: Int = 0, endPadding: Int = 0,
    groups: Int = 1, clippedTo bounds: ClosedRange<Float>? = nil
  ) -> Tensor {
    let size = InferenceConvolution(
      input: shape, weights: weights.shape, stride: stride, padding: padding,
      endPadding: endPadding, groups: groups, bounds: bounds, dataType: dataType)
    require(
      bias.shape == [weights.shape[0]] && bias.dataType == .float32 && weights.dataType == .float32,
      "inferenceConvolution: expected float32 weights and a bias of [\(weights.shape[0])], got "
        + "\(weights) and \(bias)")
    let operation = size.operation()
    let result = Tensor(uninitialized: size.output, dataType: dataType)
    Engine.current.run(
      operation, storage.bytes, weights.packed(for: operation).bytes, result.storage.bytes,
      bias.storage.bytes)
    // Whoever differentiates through it is to hear of it.
    return result.computed(from: [self, weights, bias]) { _, _, _ in
      fatalError("inferenceConvolution: has no gradient; run it within withoutRecording")
    }
  }
}

/// A convolution of one size.
private struct InferenceConvolution {
  let input: [Int]
  let weights: [Int]
  let output: [Int]
  let stride: Int
  let padding: Int
  let endPadding: Int
  let groups: Int
  let bounds: ClosedRange<Float>?
  let dataType: DataType

  init(
    input: [Int], weights: [Int], stride: Int, padding: Int, endPadding: Int, groups: Int,
    bounds: ClosedRange<Float>?, dataType: DataType
  ) {
    let added = padding + endPadding
    let isValid =
      input.count == 4 && weights.count == 4 && groups > 0 && input[3] == weights[3] * groups
      && weights[0] % groups == 0 && input[1] + added >= weights[1]
      && input[2] + added >= weights[2] && stride > 0
    require(
      isValid,
      "inferenceConvolution: expected [N, H, W, C] and weights [O, kH, kW, C / groups], got \(input) "
        + "and \(weights) with \(groups) groups, stride \(stride) and padding \(padding), \(endPadding)"
    )
    self.input = input
    self.weights = weights
    self.stride = stride
    self.padding = padding
    self.endPadding = endPadding
    self.groups = groups
    self.bounds = bounds
    self.dataType = dataType
    output = [
      input[0], (input[1] + added - weights[1]) / stride + 1,
      (input[2] + added - weights[2]) / stride + 1, weights[0],
    ]
  }

  func operation() -> PreparedOperation {
    Engine.current.count(multiplyAdds: output.reduce(1, *) * weights.dropFirst().reduce(1, *))
    let clip = bounds.map { [Int($0.lowerBound.bitPattern), Int($0.upperBound.bitPattern)] }
    let key = OperationKey(
      .inferenceConvolution,
      [dataType.size, stride, padding, endPadding, groups] + (clip ?? [-1, -1]) + input + weights)
    return Engine.current.operation(key) { error in
      var description = limn_convolution(
        kind: LIMN_CONVOLUTION_FORWARD, input: limn_array(channelsLast: input, dataType),
        weights: weightArray, output: limn_array(channelsLast: output, dataType),
        stride: Int64(stride), dilation: 0, padding: Int64(padding), end_padding: Int64(endPadding),
        has_bias: 1, fused: bounds == nil ? LIMN_FUSED_NONE : LIMN_FUSED_CLIP,
        alpha: bounds?.lowerBound ?? 0, beta: bounds?.upperBound ?? 0)
      return limn_prepare_convolution(&description, error)
    }
  }

  /// The weights as oneDNN speaks of them: `[O, C, kH, kW]`, or with the groups as a first axis.
  private var weightArray: limn_array {
    if groups == 1 { return limn_array(channelsLast: weights, .float32) }
    let w = weights
    let filter = w[1] * w[2] * w[3]
    return limn_array(
      [groups, w[0] / groups, w[3], w[1], w[2]],
      strides: [w[0] / groups * filter, filter, 1, w[2] * w[3], w[3]], .float32)
  }
}
