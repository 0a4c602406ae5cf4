import Tensors

/// |∇_x D(x)|², summed over a row of x and averaged over the batch.
func squaredSlope(at points: Tensor, _ judge: (Tensor) -> Tensor) -> Tensor {
  let x = points.detached.variable()
  let slope = gradients(of: judge(x).sum(), withRespectTo: [x], keepingGraph: true)[0]
  return slope.square().sum().scaled(by: 1 / Float(x.shape[0]))
}

/// The sum of `squaredSlope` at two batches of one size, in one pass, for a D that judges rows
/// apart.
func squaredSlope(at points: (Tensor, Tensor), _ judge: (Tensor) -> Tensor) -> Tensor {
  squaredSlope(at: concatenate([points.0, points.1], alongAxis: 0), judge).scaled(by: 2)
}

extension Tensor {
  /// The sum of squares of each row: `[N]`.
  var squaredRowNorms: Tensor {
    square().sum(alongAxes: Array(1..<rank)).reshaped(to: [shape[0]])
  }
}
