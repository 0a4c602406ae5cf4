import COneDNN

/// A convolution of one size: `input` is the larger, `output` the strided side.
///
/// The three products (forward, backward by data, backward by weights) are each other's
/// derivatives, so convolution can be differentiated any number of times. Weights are
/// `[output channels, kernel height, kernel width, input channels]`, float32, whatever the type of
/// the activations.
struct Convolution {
  var input: [Int]
  var weights: [Int]
  var output: [Int]
  var stride: Int
  var padding: Int
  var dataType: DataType

  init(input: [Int], weights: [Int], stride: Int, padding: Int, dataType: DataType) {
    let isValid =
      input.count == 4 && weights.count == 4 && input[3] == weights[3]
      && input[1] + 2 * padding >= weights[1] && input[2] + 2 * padding >= weights[2] && stride > 0
    require(
      isValid,
      "convolution: expected [N, H, W, C] and weights [O, kH, kW, C], got \(input) and \(weights) "
        + "with stride \(stride) and padding \(padding)")
    self.input = input
    self.weights = weights
    self.stride = stride
    self.padding = padding
    self.dataType = dataType
    output = [
      input[0], (input[1] + 2 * padding - weights[1]) / stride + 1,
      (input[2] + 2 * padding - weights[2]) / stride + 1, weights[0],
    ]
  }

  /// Whether there is but one place for the window, and it covers the input.
  var isWindowWhole: Bool {
    padding == 0 && weights[1] == input[1] && weights[2] == input[2]
  }

  /// Whether the windows reach to the end of the padded input, and leave nothing of it out there.
  var isCovered: Bool {
    (1...2).allSatisfy { (output[$0] - 1) * stride + weights[$0] == input[$0] + 2 * padding }
  }

  func operation(
    _ kind: ConvolutionKind, hasBias: Bool = false, slope: Float? = nil
  ) -> PreparedOperation {
    Engine.current.count(multiplyAdds: output.reduce(1, *) * weights.dropFirst().reduce(1, *))
    let key = OperationKey(
      .convolution,
      [
        kind.rawValue, dataType.size, stride, padding, hasBias ? 1 : 0,
        slope.map { Int($0.bitPattern) } ?? -1,
      ] + input + weights)
    return Engine.current.operation(key) { error in
      var description = limn_convolution(
        kind: kind.limn, input: limn_array(channelsLast: input, dataType),
        weights: limn_array(channelsLast: weights, .float32),
        output: limn_array(channelsLast: output, dataType), stride: Int64(stride), dilation: 0,
        padding: Int64(padding), end_padding: Int64(padding), has_bias: hasBias ? 1 : 0,
        fused: slope == nil ? LIMN_FUSED_NONE : LIMN_FUSED_LEAKY_RELU, alpha: slope ?? 0, beta: 0)
      return limn_prepare_convolution(&description, error)
    }
  }

  func forward(_ x: Tensor, _ w: Tensor, bias: Tensor?, slope: Float?) -> Tensor {
    if let other = fasterInFloat32() {
      return withoutRecording {
        other.forward(x.cast(to: .float32), w, bias: bias, slope: slope).cast(to: dataType)
      }
    }
    let operation = operation(.forward, hasBias: bias != nil, slope: slope)
    let y = Tensor(uninitialized: output, dataType: dataType)
    let packed = w.packed(for: operation)
    if let bias {
      Engine.current.run(
        operation, x.storage.bytes, packed.bytes, y.storage.bytes, bias.storage.bytes)
    } else {
      Engine.current.run(operation, x.storage.bytes, packed.bytes, y.storage.bytes)
    }
    return y
  }

  /// This convolution in float32, where it is slower in bfloat16: on the processor at hand, or with
  /// fewer than `places` places.
  ///
  /// oneDNN's bfloat16 kernels rearrange both operands first, which few places do not pay for; and
  /// on some processors their products are no faster than float32's. Figures are in
  /// docs/decisions/0004-speed-of-the-reference-step.md.
  private func fasterInFloat32(withPlacesBelow places: Int = 0) -> Convolution? {
    guard dataType == .bfloat16, !Engine.hasFastBFloat16 || output[1] * output[2] < places
    else { return nil }
    var convolution = self
    convolution.dataType = .float32
    return convolution
  }

  func backwardData(_ w: Tensor, _ gradient: Tensor) -> Tensor {
    // On tiles it is faster with few places too (docs/decisions/0029-gradients-on-tiles.md).
    if let other = fasterInFloat32(withPlacesBelow: Engine.hasTiles ? 0 : 32) {
      return withoutRecording {
        other.backwardData(w, gradient.cast(to: .float32)).cast(to: dataType)
      }
    }
    if let subPixel = SubPixelConvolution(of: self) { return subPixel(w, gradient) }
    let operation = operation(.backwardData)
    let result = Tensor(uninitialized: input, dataType: dataType)
    Engine.current.run(
      operation, result.storage.bytes, w.packed(for: operation).bytes, gradient.storage.bytes)
    return result
  }

  /// The gradients with respect to weights and, where asked for, bias.
  func backwardWeights(
    _ x: Tensor, _ gradient: Tensor, withBias: Bool
  ) -> (weights: Tensor, bias: Tensor?) {
    if let exchanged = ExchangedConvolution(of: self) {
      return (exchanged(x, gradient), withBias ? gradient.summedOverPlaces() : nil)
    }
    if let other = fasterInFloat32(withPlacesBelow: 128) {
      return withoutRecording {
        other.backwardWeights(
          x.cast(to: .float32), gradient.cast(to: .float32), withBias: withBias)
      }
    }
    let operation = operation(.backwardWeights, hasBias: withBias)
    let packed = Storage(byteCount: limn_packed_bytes(operation.pointer))
    let bias = withBias ? Tensor(uninitialized: [weights[0]]) : nil
    if let bias {
      Engine.current.run(
        operation, x.storage.bytes, packed.bytes, gradient.storage.bytes, bias.storage.bytes)
    } else {
      Engine.current.run(operation, x.storage.bytes, packed.bytes, gradient.storage.bytes)
    }
    if let blocked = BlockedGradient(of: operation, packed, shape: weights) {
      return (Tensor(deferring: blocked), bias)
    }
    let result = Tensor(uninitialized: weights)
    Engine.current.unpack(operation, packed: packed, plain: result.storage.bytes)
    return (result, bias)
  }
}

extension ConvolutionKind {
  fileprivate var limn: limn_convolution_kind {
    switch self {
    case .forward: LIMN_CONVOLUTION_FORWARD
    case .backwardData: LIMN_CONVOLUTION_BACKWARD_DATA
    case .backwardWeights: LIMN_CONVOLUTION_BACKWARD_WEIGHTS
    }
  }
}

extension Tensor {
  /// These weights in the layout of `operation`, made once and kept with them.
  func packed(for operation: PreparedOperation) -> Storage {
    storage.packed(for: operation) { Engine.current.pack(operation, plain: storage.bytes) }
  }
}

extension Tensor {
  /// Two-dimensional cross-correlation with optional bias and leaky ReLU, fused.
  ///
  /// - Parameters:
  ///   - weights: `[output channels, kernel height, kernel width, input channels]`, float32.
  ///   - bias: `[output channels]`, float32.
  ///   - stride: the step between windows, along both axes.
  ///   - padding: zeros around the input, on all four sides.
  ///   - slope: where given (positive), leaky ReLU of that slope follows.
  /// - Returns: `[batch, height', width', output channels]` of this tensor's type, with
  ///   height' = (height + 2 padding - kernel height) / stride + 1.
  public func convolution(
    _ weights: Tensor, bias: Tensor? = nil, stride: Int = 1, padding: Int = 0,
    leakyReLUSlope slope: Float? = nil
  ) -> Tensor {
    let size = Convolution(
      input: shape, weights: weights.shape, stride: stride, padding: padding, dataType: dataType)
    require(
      weights.dataType == .float32
        && bias.map { $0.shape == [weights.shape[0]] && $0.dataType == .float32 } ?? true,
      "convolution: expected float32 weights and a bias of [\(weights.shape[0])], got \(weights) and "
        + (bias.map { "\($0)" } ?? "none"))
    if size.isWindowWhole {
      return productOverWindow(weights, bias: bias, leakyReLUSlope: slope)
    }
    let output = size.forward(self, weights, bias: bias, slope: slope)
    return output.computed(from: [self, weights] + (bias.map { [$0] } ?? [])) {
      y, gradient, wanted in
      // The sign of a leaky ReLU's output is that of its input.
      let inner = slope.map { leakyReLUGradient(at: y, &gradient, slope: $0) } ?? gradient
      let wantsBias = wanted.count == 3 && wanted[2]
      var byWeights: Tensor?
      var byBias: Tensor?
      if wanted[1], wantsBias, !Recording.isOn {
        (byWeights, byBias) = size.backwardWeights(self, inner, withBias: true)
      } else {
        byWeights = wanted[1] ? self.convolutionWeightGradient(inner, of: size) : nil
        byBias = wantsBias ? inner.summedOverPlaces() : nil
      }
      return [wanted[0] ? inner.convolutionDataGradient(weights, of: size) : nil, byWeights]
        + (wanted.count == 3 ? [byBias] : [])
    }
  }

  /// The transpose of `convolution`: `[N, h, w, O]` back to `[N, H, W, C]` ("transposed
  /// convolution", "deconvolution").
  ///
  /// - Parameters:
  ///   - weights: `[O, kernel height, kernel width, C]`, float32, O being this tensor's channels.
  ///   - stride: the factor of enlargement.
  ///   - padding: what the result lacks on all four sides.
  /// - Returns: `[N, H, W, C]` with H = (h - 1) stride + kernel height - 2 padding.
  public func transposedConvolution(_ weights: Tensor, stride: Int, padding: Int) -> Tensor {
    require(
      rank == 4 && weights.rank == 4 && shape[3] == weights.shape[0],
      "transposedConvolution: expected [N, h, w, O] and weights [O, kH, kW, C], got \(self) and "
        + "\(weights)")
    let w = weights.shape
    let size = Convolution(
      input: [
        shape[0], (shape[1] - 1) * stride + w[1] - 2 * padding,
        (shape[2] - 1) * stride + w[2] - 2 * padding, w[3],
      ], weights: w, stride: stride, padding: padding, dataType: dataType)
    if size.isWindowWhole {
      let product = reshaped(to: [shape[0], w[0]]).matmul(weights.flattenedWindow(dataType))
      return product.reshaped(to: size.input)
    }
    return convolutionDataGradient(weights, of: size)
  }

  /// The sums of `[N, H, W, C]` over all but the channels, `[C]`, float32.
  fileprivate func summedOverPlaces() -> Tensor {
    cast(to: .float32).sum(alongAxes: [0, 1, 2]).reshaped(to: [shape[3]])
  }

  /// Convolution by a window as large as the input: a matrix product, which spares packing.
  private func productOverWindow(
    _ weights: Tensor, bias: Tensor?, leakyReLUSlope slope: Float?
  ) -> Tensor {
    let window = weights.flattenedWindow(dataType)
    var y = reshaped(to: [shape[0], window.shape[1]]).matmul(
      window, transposingRight: true, bias: bias?.cast(to: dataType))
    if let slope { y = y.leakyReLU(slope: slope) }
    return y.reshaped(to: [shape[0], 1, 1, weights.shape[0]])
  }

  /// Weights `[O, kH, kW, C]` as `[O, kH kW C]`.
  private func flattenedWindow(_ dataType: DataType) -> Tensor {
    reshaped(to: [shape[0], count / shape[0]]).cast(to: dataType)
  }

  private func convolutionDataGradient(_ weights: Tensor, of size: Convolution) -> Tensor {
    size.backwardData(weights, self).computed(from: [self, weights]) { _, gradient, wanted in
      [
        wanted[0]
          ? gradient.convolution(weights, stride: size.stride, padding: size.padding) : nil,
        wanted[1] ? gradient.convolutionWeightGradient(self, of: size) : nil,
      ]
    }
  }

  private func convolutionWeightGradient(_ gradient: Tensor, of size: Convolution) -> Tensor {
    size.backwardWeights(self, gradient, withBias: false).weights
      .computed(from: [self, gradient]) { _, upstream, wanted in
        [
          wanted[0] ? gradient.convolutionDataGradient(upstream, of: size) : nil,
          wanted[1]
            ? self.convolution(upstream, stride: size.stride, padding: size.padding) : nil,
        ]
      }
  }
}
