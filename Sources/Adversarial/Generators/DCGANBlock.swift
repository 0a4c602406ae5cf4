import Layers
import Tensors

/// Transposed convolution, batch normalization and ReLU, with which DCGAN enlarges.
struct DCGANBlock {
  private let convolution: TransposedConvolution
  private let normalization: BatchNormalization

  init(inputs: Int, outputs: Int, stride: Int, padding: Int, in scope: ParameterScope) {
    convolution = TransposedConvolution(
      inputs: inputs, outputs: outputs, kernel: 4, stride: stride, padding: padding,
      in: scope("convolution"))
    normalization = BatchNormalization(channels: outputs, in: scope("normalization"))
  }

  /// Maps `[N, H, W, inputs]` to `[N, H', W', outputs]`.
  func callAsFunction(_ x: Tensor, isTraining: Bool) -> Tensor {
    normalization(convolution(x), isTraining: isTraining, leakyReLUSlope: 0)
  }

  /// The same before its ReLU.
  func normalized(_ x: Tensor, isTraining: Bool) -> Tensor {
    normalization(convolution(x), isTraining: isTraining)
  }

  /// The blocks that turn `[N, 1, 1, inputs]` into `side / 2` places of a side, and the channels
  /// that each gives: `8 * channels` where it is coarsest, which halve with every doubling.
  static func ladder(
    from inputs: Int, toSide side: Int, channels: Int, in scope: ParameterScope
  ) -> (blocks: [DCGANBlock], widths: [Int]) {
    let levels = halvings(ofSide: side)
    require(
      8 * channels % (1 << (levels - 1)) == 0,
      "DCGAN: expected channels that can be halved for each doubling up to side \(side), "
        + "got \(channels)")
    let widths = (0..<levels).map { (8 * channels) >> $0 }
    let blocks = widths.indices.map { level in
      DCGANBlock(
        inputs: level == 0 ? inputs : widths[level - 1], outputs: widths[level],
        stride: level == 0 ? 1 : 2, padding: level == 0 ? 0 : 1, in: scope("\(level)"))
    }
    return (blocks, widths)
  }
}
