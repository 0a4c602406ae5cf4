import Tensors

/// Scaled dot-product attention of several heads.
///
/// After Vaswani et al. 2017, section 3.2.
public struct MultiHeadAttention {
  private let heads: Int
  private let queries: Linear
  private let keys: Linear
  private let values: Linear
  private let output: Linear

  /// A layer whose queries and results have width `width` and whose context has `contextWidth`.
  public init(
    width: Int, contextWidth: Int? = nil, heads: Int, outputGain: Float = 1,
    in scope: ParameterScope
  ) {
    require(width % heads == 0, "attention: expected a width divisible by \(heads), got \(width)")
    self.heads = heads
    let context = contextWidth ?? width
    queries = Linear(inputs: width, outputs: width, in: scope("queries"))
    keys = Linear(inputs: context, outputs: width, hasBias: false, in: scope("keys"))
    values = Linear(inputs: context, outputs: width, in: scope("values"))
    output = Linear(
      inputs: width, outputs: width, initializer: .fanIn(gain: outputGain), in: scope("output"))
  }

  /// What `x` `[batch, length, width]` gathers from `context` `[batch, positions, contextWidth]`.
  ///
  /// - Parameters:
  ///   - x: what asks, `[batch, length, width]`.
  ///   - context: what is looked at, `[batch, positions, contextWidth]`.
  ///   - mask: added to the scores, `[batch, 1, 1, positions]`: 0 where a position may be looked
  ///     at, a large negative number where not.
  /// - Returns: `[batch, length, width]`.
  public func callAsFunction(_ x: Tensor, context: Tensor, mask: Tensor?) -> Tensor {
    let (batch, length, width) = (x.shape[0], x.shape[1], x.shape[2])
    let q = split(queries(x)).scaled(by: 1 / Float(width / heads).squareRoot())
    var scores = q.matmul(split(keys(context)), transposingRight: true)
    if let mask { scores = scores + mask }
    let gathered = scores.softmax().matmul(split(values(context)))
    return output(gathered.transposed([0, 2, 1, 3]).reshaped(to: [batch, length, width]))
  }

  /// `[batch, length, width]` as `[batch, heads, length, width / heads]`.
  private func split(_ x: Tensor) -> Tensor {
    let s = x.shape
    return x.reshaped(to: [s[0], s[1], heads, s[2] / heads]).transposed([0, 2, 1, 3])
  }
}
