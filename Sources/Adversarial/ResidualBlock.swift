import Layers
import Tensors

/// Two 3x3 convolutions beside a skip connection, optionally modulated by a vector and enlarging.
///
/// Modulation is DF-GAN's affine transformation (Tao et al. 2022, section 3.3): a scale and a shift
/// for each channel, linear in the vector, which start as the identity.
struct ResidualBlock {
  private let first: Convolution
  private let second: Convolution
  private let skip: Convolution?
  private let modulation: Linear?
  private let channels: Int
  private let upsamples: Bool

  init(
    inputs: Int, outputs: Int, modulationWidth: Int? = nil, upsamples: Bool = false,
    in scope: ParameterScope
  ) {
    channels = inputs
    self.upsamples = upsamples
    first = Convolution(
      inputs: inputs, outputs: outputs, kernel: 3, leakyReLUSlope: 0.2,
      initializer: .fanIn(gain: 1.4), in: scope("first"))
    second = Convolution(
      inputs: outputs, outputs: outputs, kernel: 3, initializer: .fanIn(gain: 0.4),
      in: scope("second"))
    skip =
      inputs == outputs
      ? nil
      : Convolution(inputs: inputs, outputs: outputs, kernel: 1, hasBias: false, in: scope("skip"))
    modulation = modulationWidth.map {
      Linear(
        inputs: $0, outputs: 2 * inputs, initializer: .constant(0), in: scope("modulation"))
    }
  }

  /// Maps `[N, H, W, inputs]` to `[N, H, W, outputs]`, or twice the height and width.
  ///
  /// - Parameters:
  ///   - input: `[N, H, W, inputs]`.
  ///   - vector: `[N, modulation width]`, where the block is modulated.
  /// - Returns: `[N, H, W, outputs]`, or twice the height and width.
  func callAsFunction(_ input: Tensor, modulatedBy vector: Tensor? = nil) -> Tensor {
    let x = upsamples ? input.upsampled(by: 2) : input
    var y = x
    if let modulation, let vector {
      let affine = modulation(vector).cast(to: x.dataType)
        .reshaped(to: [x.shape[0], 1, 1, 2 * channels])
      let scale = affine.slice(alongAxis: 3, 0..<channels)
      let shift = affine.slice(alongAxis: 3, channels..<(2 * channels))
      y = x * scale.scaled(by: 1, plus: 1) + shift
    }
    y = second(first(y.leakyReLU()))
    return (skip?(x) ?? x) + y
  }
}
