import Layers
import Tensors

/// Looks ahead: the generator is judged by the discriminator as it would be k updates later.
///
/// After Metz et al. 2017, section 2.
///
///     θ⁰ = θ, θⁱ⁺¹ = θⁱ - η ∇_θ L_D(G, θⁱ), L_G = L_G(G, θᵏ)
///
/// Updates are plain gradient steps on the batch at hand. The generator's gradient also passes
/// through how it changes the updates, as in the paper: each costs a derivative of second order.
public struct UnrolledDiscriminator: Sendable {
  /// k.
  public let steps: Int
  /// η.
  public let rate: Float

  /// A look `steps` updates ahead.
  public init(steps: Int, rate: Float) {
    require(steps >= 1, "UnrolledDiscriminator: expected at least one step, got \(steps)")
    self.steps = steps
    self.rate = rate
  }

  /// Computes `body` with the parameters as they would be k updates later, then has the present
  /// ones return.
  ///
  /// - Parameters:
  ///   - parameters: θ.
  ///   - loss: L_D, computed with the parameters at the time of the call.
  ///   - body: what is computed with θᵏ.
  /// - Returns: what `body` gives.
  public func callAsFunction<Result>(
    _ parameters: ParameterSet, loss: () -> Tensor, _ body: () -> Result
  ) -> Result {
    var values = parameters.values
    for _ in 0..<steps {
      let slopes = parameters.with(values) {
        gradients(of: loss(), withRespectTo: values, keepingGraph: true)
      }
      values = zip(values, slopes).map { $0 - $1.scaled(by: rate) }
    }
    return parameters.with(values, body)
  }
}
