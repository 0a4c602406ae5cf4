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
    require(
      x.rank == 3 && context.rank == 3,
      "attention: expected [batch, length, width] twice, got \(x) and \(context)")
    let q = queries(x).scaled(by: 1 / Float(x.shape[2] / heads).squareRoot())
    var scores = q.attentionScores(keys(context), heads: heads)
    if let mask { scores = scores + mask }
    return output(scores.softmax().attending(to: values(context)))
  }
}
