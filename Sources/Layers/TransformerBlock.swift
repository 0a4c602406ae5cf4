import Tensors

/// A pre-normalized transformer block: attention among its own positions, attention to a context
/// where there is one, and a two-layer perceptron.
///
/// After Vaswani et al. 2017 and Xiong et al. 2020.
public struct TransformerBlock {
  private let selfNormalization: LayerNormalization
  private let selfAttention: MultiHeadAttention
  private let cross: (normalization: LayerNormalization, attention: MultiHeadAttention)?
  private let outerNormalization: LayerNormalization
  private let inner: Linear
  private let outer: Linear

  /// A block of the given width.
  ///
  /// - Parameters:
  ///   - width: of every position.
  ///   - heads: of the attention; they divide `width`.
  ///   - contextWidth: the width of the context, where there is one.
  ///   - expansion: the width of the perceptron's hidden layer, in widths.
  ///   - scope: where its parameters are named.
  public init(
    width: Int, heads: Int, contextWidth: Int? = nil, expansion: Int = 2, in scope: ParameterScope
  ) {
    selfNormalization = LayerNormalization(width: width, in: scope("self_normalization"))
    selfAttention = MultiHeadAttention(
      width: width, heads: heads, outputGain: 0.5, in: scope("self_attention"))
    cross = contextWidth.map { contextWidth in
      (
        LayerNormalization(width: width, in: scope("cross_normalization")),
        MultiHeadAttention(
          width: width, contextWidth: contextWidth, heads: heads, outputGain: 0.5,
          in: scope("cross_attention"))
      )
    }
    outerNormalization = LayerNormalization(width: width, in: scope("outer_normalization"))
    inner = Linear(inputs: width, outputs: expansion * width, in: scope("inner"))
    outer = Linear(
      inputs: expansion * width, outputs: width, initializer: .fanIn(gain: 0.7),
      in: scope("outer"))
  }

  /// Maps `[batch, length, width]` to the same shape.
  ///
  /// - Parameters:
  ///   - x: `[batch, length, width]`.
  ///   - mask: for attention among the positions, `[batch, 1, 1, length]`.
  ///   - context: `[batch, positions, contextWidth]`.
  ///   - contextMask: for attention to the context, `[batch, 1, 1, positions]`.
  /// - Returns: `[batch, length, width]`.
  public func callAsFunction(
    _ x: Tensor, mask: Tensor?, context: Tensor? = nil, contextMask: Tensor? = nil
  ) -> Tensor {
    let normal = selfNormalization(x)
    var y = x + selfAttention(normal, context: normal, mask: mask)
    if let cross, let context {
      y = y + cross.attention(cross.normalization(y), context: context, mask: contextMask)
    }
    return y + outer(inner(outerNormalization(y)).relu())
  }
}
