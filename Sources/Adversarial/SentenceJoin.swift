import Layers
import Tensors

/// Where a sentence joins every place of what was seen: a convolution of both, batch normalization and
/// leaky ReLU, as the discriminators of GAN-CLS and Pix2Pix have them.
///
/// Normalizes by the statistics of the batch at hand, for each sentence apart.
struct SentenceJoin {
  private let convolution: JoiningConvolution
  private let normalization: BatchNormalization

  /// Of maps of `channels` channels and projected sentences (`DCGANSentence`).
  init(channels: Int, outputs: Int, in scope: ParameterScope) {
    convolution = JoiningConvolution(
      channels: channels, width: DCGANSentence.projectedWidth, outputs: outputs,
      initializer: .normal(standardDeviation: 0.02), in: scope("convolution"))
    normalization = BatchNormalization(channels: outputs, in: scope("normalization"))
  }

  /// Maps `[N, H, W, channels]` to `[N, H, W, outputs]` under each of `sentences`, `[N, projectedWidth]`.
  func callAsFunction(_ maps: Tensor, _ sentences: [Tensor]) -> [Tensor] {
    convolution(maps, sentences).map {
      normalization($0, isTraining: true, leakyReLUSlope: 0.2)
    }
  }
}
