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

  /// The blocks that turn `[N, 1, 1, inputs]` into `side / 2` places of a side, the coarsest with
  /// `8 * channels`, which halve with every doubling.
  static func ladder(
    from inputs: Int, toSide side: Int, channels: Int, in scope: ParameterScope
  ) -> (blocks: [DCGANBlock], outputs: Int) {
    let levels = dcganLevels(side: side)
    var width = 8 * channels
    require(
      width % (1 << (levels - 1)) == 0,
      "DCGAN: expected channels that can be halved for each doubling up to side \(side), "
        + "got \(channels)")
    var blocks = [
      DCGANBlock(inputs: inputs, outputs: width, stride: 1, padding: 0, in: scope("0"))
    ]
    for level in 1..<levels {
      blocks.append(
        DCGANBlock(
          inputs: width, outputs: width / 2, stride: 2, padding: 1, in: scope("\(level)")))
      width /= 2
    }
    return (blocks, width)
  }
}
