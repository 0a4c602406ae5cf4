import Language
import Layers
import Tensors

/// A sentence as both networks of GAN-CLS and the judge of Pix2Pix take it: projected to 128
/// numbers, with leaky ReLU.
struct DCGANSentence {
  static let projectedWidth = 128
  private let projection: Linear

  init(width: Int, in scope: ParameterScope) {
    projection = Linear(inputs: width, outputs: Self.projectedWidth, in: scope)
  }

  /// `[batch, projectedWidth]`, float32.
  func callAsFunction(_ text: TextFeatures) -> Tensor {
    projection(text.sentence).leakyReLU(slope: 0.2)
  }
}

/// How often the side of a picture is halved until 4 are left: 4 for 64.
func dcganLevels(side: Int) -> Int {
  require(
    side >= 16 && side & (side - 1) == 0,
    "DCGAN: expected a side that is a power of two from 16 on, got \(side)")
  return side.trailingZeroBitCount - 2
}
