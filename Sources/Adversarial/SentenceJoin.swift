import Layers
import Tensors

/// Where a sentence joins every place of what was seen: a 1 x 1 convolution of both, batch
/// normalization and leaky ReLU, as the discriminators of GAN-CLS and Pix2Pix have them.
///
/// W [x; s] = W_x x + W_s s, with a parameter for each part: the first is the same for every
/// sentence that maps are joined by, the second at every place. Normalizes by the statistics of the
/// batch at hand, for each sentence apart.
struct SentenceJoin {
  private let maps: Convolution
  private let sentence: Linear
  private let normalization: BatchNormalization

  /// Of maps of `channels` channels and projected sentences (`DCGANSentence`).
  init(channels: Int, outputs: Int, in scope: ParameterScope) {
    let initializer = Initializer.normal(standardDeviation: 0.02)
    maps = Convolution(
      inputs: channels, outputs: outputs, kernel: 1, hasBias: false, initializer: initializer,
      in: scope("maps"))
    sentence = Linear(
      inputs: DCGANSentence.projectedWidth, outputs: outputs, hasBias: false,
      initializer: initializer, in: scope("sentence"))
    normalization = BatchNormalization(
      channels: outputs, onlyTrains: true, in: scope("normalization"))
  }

  /// Maps `[N, H, W, channels]` to `[N, H, W, outputs]` under each of `sentences`, `[N,
  /// projectedWidth]`.
  func callAsFunction(_ x: Tensor, _ sentences: [Tensor]) -> [Tensor] {
    let seen = maps(x)
    return sentences.map { told in
      let everywhere = sentence(told).cast(to: seen.dataType)
      let joined = seen + everywhere.reshaped(to: [x.shape[0], 1, 1, seen.shape[3]])
      return normalization(joined, isTraining: true, leakyReLUSlope: 0.2)
    }
  }
}
