import Layers
import Tensors

/// Turns pictures into vectors beside those of their captions.
///
/// Used in pre-training, and in judges.
public final class ImageEncoder {
  /// The side of the pictures it sees, in pixels.
  public let side: Int
  /// Its parameters by name.
  public let parameters = ParameterSet()
  private let convolutions: [Convolution]
  private let output: Linear

  /// An encoder of pictures of the given side, a multiple of 16.
  ///
  /// - Parameters:
  ///   - side: the pictures' side in pixels.
  ///   - width: the length of the vectors.
  ///   - seed: of the first values; without one they are zeros to be read over.
  public init(side: Int, width: Int, seed: UInt64? = nil) {
    self.side = side
    let scope = ParameterScope(parameters, seed: seed)
    func layer(
      _ name: String, _ inputs: Int, _ outputs: Int, kernel: Int, stride: Int, padding: Int
    ) -> Convolution {
      Convolution(
        inputs: inputs, outputs: outputs, kernel: kernel, stride: stride, padding: padding,
        leakyReLUSlope: 0.2, initializer: .fanIn(gain: 1.4), in: scope(name))
    }
    convolutions = [
      layer("patches", 3, 64, kernel: 4, stride: 4, padding: 0),
      layer("edges", 64, 64, kernel: 3, stride: 1, padding: 1),
      layer("parts", 64, 96, kernel: 4, stride: 2, padding: 1),
      layer("objects", 96, 96, kernel: 3, stride: 1, padding: 1),
      layer("places", 96, 96, kernel: 4, stride: 2, padding: 1),
    ]
    let cells = (side / 16) * (side / 16)
    output = Linear(inputs: cells * 96, outputs: width, in: scope("output"))
  }

  /// The vectors of `pictures` `[N, side, side, 3]`: `[N, width]`, float32.
  public func callAsFunction(_ pictures: Tensor, precision: DataType) -> Tensor {
    let seen = convolutions.reduce(pictures.cast(to: precision)) { $1($0) }.cast(to: .float32)
    return output(seen.reshaped(to: [seen.shape[0], seen.count / seen.shape[0]]))
  }
}
