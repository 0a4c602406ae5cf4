import Layers
import Tensors

/// Moves all parameters of `optimizers` down the gradient of `loss`, whose norm over all of them
/// together is first cut to `maximumNorm`.
///
/// After Pascanu et al. 2013.
///
/// - Returns: the norm before it was cut.
@discardableResult
func descend(
  _ loss: Tensor, _ optimizers: [Adam], learningRate: Float, maximumNorm: Float
) -> Float {
  // Values that nobody holds are changed where they are.
  let all = gradients(of: loss, withRespectTo: optimizers.flatMap { $0.parameters.values })
  let norm = globalNorm(all)
  let factor = norm > maximumNorm ? maximumNorm / norm : 1
  var start = 0
  for optimizer in optimizers {
    let end = start + optimizer.parameters.count
    optimizer.step(Array(all[start..<end]), learningRate: learningRate, gradientFactor: factor)
    start = end
  }
  return norm
}
