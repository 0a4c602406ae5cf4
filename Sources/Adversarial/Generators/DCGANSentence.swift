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
