import Tensors

/// A 1 x 1 convolution, without bias, of maps with a vector after the channels of every place.
///
/// W [x; v] = W_x x + W_v v: the first part is the same for every vector that maps are joined by, the
/// second at every place. Computes in the type of the maps; the parameter is float32.
public struct JoiningConvolution {
  private let weight: Parameter
  private let channels: Int

  /// A layer from maps of `channels` channels and vectors of `width` numbers to `outputs` channels; the
  /// weight is `[outputs, 1, 1, channels + width]`.
  public init(
    channels: Int, width: Int, outputs: Int, initializer: Initializer, in scope: ParameterScope
  ) {
    weight = scope.parameter("weight", [outputs, 1, 1, channels + width], initializer)
    self.channels = channels
  }

  /// Maps `[N, H, W, channels]` and vectors `[N, width]` to `[N, H, W, outputs]`, for each of `vectors`.
  public func callAsFunction(_ maps: Tensor, _ vectors: [Tensor]) -> [Tensor] {
    let (outputs, whole) = (weight.value.shape[0], weight.value.shape[3])
    let own = maps.convolution(weight.value.slice(alongAxis: 3, 0..<channels))
    let added = weight.value.slice(alongAxis: 3, channels..<whole)
      .reshaped(to: [outputs, whole - channels]).cast(to: maps.dataType)
    return vectors.map { vector in
      let everywhere = vector.cast(to: maps.dataType).matmul(added, transposingRight: true)
      return own + everywhere.reshaped(to: [maps.shape[0], 1, 1, outputs])
    }
  }
}
