import COneDNN

extension Tensor {
  /// One of oneDNN's elementwise functions, not recorded.
  fileprivate func unary(_ function: limn_unary, _ alpha: Float = 0, _ beta: Float = 0) -> Tensor {
    let key = OperationKey(
      .unary,
      [
        Int(function.rawValue), Int(alpha.bitPattern), Int(beta.bitPattern), count,
        dataType.size,
      ])
    let operation = Engine.current.operation(key) { error in
      var array = limn_array([count], dataType)
      return limn_prepare_unary(function, alpha, beta, &array, error)
    }
    let output = Tensor(uninitialized: shape, dataType: dataType)
    Engine.current.run(operation, storage.bytes, output.storage.bytes)
    return output
  }

  /// max(x, 0) + slope * min(x, 0), elementwise; `slope` 0 is ReLU, which makes 0 of NaN.
  ///
  /// After Maas et al. 2013.
  public func leakyReLU(slope: Float = 0.2) -> Tensor {
    unary(LIMN_LEAKY_RELU, slope).computed(from: [self]) { _, gradient, _ in
      [leakyReLUGradient(at: self, &gradient, slope: slope)]
    }
  }

  /// max(x, 0), elementwise; 0 for NaN.
  public func relu() -> Tensor { leakyReLU(slope: 0) }

  /// The hyperbolic tangent, elementwise.
  public func tanh() -> Tensor {
    unary(LIMN_TANH).computed(from: [self]) { y, gradient, _ in
      if !Recording.isOn, y.dataType == .float32 { return [tanhGradient(at: y, &gradient)] }
      return [gradient * y.square().scaled(by: -1, plus: 1)]
    }
  }

  /// 1 / (1 + exp(-x)), elementwise.
  public func sigmoid() -> Tensor {
    unary(LIMN_LOGISTIC).computed(from: [self]) { y, gradient, _ in
      [gradient * y * y.scaled(by: -1, plus: 1)]
    }
  }

  /// log(1 + exp(x)), elementwise.
  public func softplus() -> Tensor {
    unary(LIMN_SOFTPLUS).computed(from: [self]) { _, gradient, _ in
      [gradient * self.sigmoid()]
    }
  }

  /// exp(x), elementwise.
  public func exp() -> Tensor {
    unary(LIMN_EXP).computed(from: [self]) { y, gradient, _ in [gradient * y] }
  }

  /// The square root, elementwise.
  public func squareRoot() -> Tensor {
    unary(LIMN_SQRT).computed(from: [self]) { y, gradient, _ in
      [(gradient / y).scaled(by: 0.5)]
    }
  }

  /// x * x, elementwise.
  public func square() -> Tensor {
    unary(LIMN_SQUARE).computed(from: [self]) { _, gradient, _ in
      [(gradient * self).scaled(by: 2)]
    }
  }

  /// |x|, elementwise; the derivative at 0 is taken as -1.
  public func absolute() -> Tensor {
    unary(LIMN_ABS).computed(from: [self]) { _, gradient, _ in
      [leakyReLUGradient(at: self, &gradient, slope: -1)]
    }
  }

  /// -1 where x is less than 0 and 1 elsewhere, float32; the gradient passes as if it were x.
  ///
  /// The straight-through estimator of Bengio et al. 2013.
  public func signStraightThrough() -> Tensor {
    Tensor(elements.map { $0 < 0 ? -1 : 1 }, shape: shape).computed(from: [self]) {
      _, gradient, _ in [gradient.cast(to: self.dataType)]
    }
  }

  /// factor * x + offset, elementwise.
  public func scaled(by factor: Float, plus offset: Float = 0) -> Tensor {
    unary(LIMN_LINEAR, factor, offset).computed(from: [self]) { _, gradient, _ in
      [gradient.scaled(by: factor)]
    }
  }

  /// x ^ exponent, elementwise, for positive x or whole exponents.
  public func power(_ exponent: Float) -> Tensor {
    unary(LIMN_POWER, 1, exponent).computed(from: [self]) { _, gradient, _ in
      [gradient * self.power(exponent - 1).scaled(by: exponent)]
    }
  }

  /// The nearest number within `bounds`, which are finite, elementwise; flat outside.
  ///
  /// NaN becomes one of the bounds. Rounded as sums with the bounds are: beside large bounds, small
  /// numbers lose digits.
  public func clipped(to bounds: ClosedRange<Float>) -> Tensor {
    require(
      bounds.lowerBound.isFinite && bounds.upperBound.isFinite,
      "clipped: expected finite bounds, got \(bounds)")
    // min(x, upper) = upper - relu(upper - x), and likewise below: every derivative is a ReLU's.
    let capped = scaled(by: -1, plus: bounds.upperBound).relu()
      .scaled(by: -1, plus: bounds.upperBound)
    return capped.scaled(by: 1, plus: -bounds.lowerBound).relu()
      .scaled(by: 1, plus: bounds.lowerBound)
  }

  /// The negative, elementwise.
  public static prefix func - (operand: Tensor) -> Tensor { operand.scaled(by: -1) }
}

/// `gradient` where `x` is positive and `slope * gradient` elsewhere: the gradient of leaky ReLU,
/// linear in `gradient` and flat in `x`.
///
/// Takes the memory of `gradient` where it can.
func leakyReLUGradient(at x: Tensor, _ gradient: inout Tensor, slope: Float) -> Tensor {
  let key = OperationKey(
    .leakyReLUGradient, [Int(slope.bitPattern), x.count, x.dataType.size])
  let operation = Engine.current.operation(key) { error in
    var array = limn_array([x.count], x.dataType)
    return limn_prepare_leaky_relu_gradient(slope, &array, error)
  }
  let output = Tensor.replacing(&gradient)
  Engine.current.run(
    operation, x.storage.bytes, gradient.storage.bytes, output.storage.bytes)
  let position = x.detached
  return output.computed(from: [gradient]) { _, upstream, _ in
    [leakyReLUGradient(at: position, &upstream, slope: slope)]
  }
}

/// gradient (1 - y y) in one pass, for float32 and without remembering how.
///
/// Takes the memory of `gradient` where it can.
private func tanhGradient(at y: Tensor, _ gradient: inout Tensor) -> Tensor {
  let (value, upstream) = (y.floats, gradient.floats)
  let output = Tensor.replacing(&gradient)
  let result = output.floats
  parallelLoop(y.count) { range in
    for i in range { result[i] = upstream[i] * (1 - value[i] * value[i]) }
  }
  return output
}
