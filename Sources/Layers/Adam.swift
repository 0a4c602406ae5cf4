import CKernels
import Tensors

/// Adam (Kingma and Ba 2015, algorithm 1).
public final class Adam {
  /// What an optimizer is set to.
  public struct Settings: Equatable, Sendable {
    /// The decay of the mean of gradients.
    public var beta1: Float
    /// The decay of the mean of squared gradients.
    public var beta2: Float
    /// Keeps the divisor away from zero.
    public var epsilon: Float

    /// Settings; GANs commonly take 0 to 0.5 and 0.9 to 0.999.
    public init(beta1: Float, beta2: Float, epsilon: Float = 1e-8) {
      self.beta1 = beta1
      self.beta2 = beta2
      self.epsilon = epsilon
    }
  }

  /// The parameters it changes.
  public let parameters: ParameterSet
  private let settings: Settings
  private var firstMoments: [Tensor]
  private var secondMoments: [Tensor]
  /// The number of steps taken.
  public private(set) var stepCount = 0

  /// An optimizer of `parameters` that has taken no step.
  public init(_ parameters: ParameterSet, _ settings: Settings) {
    self.parameters = parameters
    self.settings = settings
    firstMoments = parameters.values.map { Tensor.zeros(like: $0) }
    secondMoments = parameters.values.map { Tensor.zeros(like: $0) }
  }

  /// Moves every parameter against its gradient, given in the order of the parameters' names.
  ///
  /// - Parameters:
  ///   - gradients: one for each parameter, of its shape.
  ///   - learningRate: the length of a step whose gradients agree.
  ///   - gradientFactor: what every gradient is multiplied by first.
  public func step(_ gradients: [Tensor], learningRate: Float, gradientFactor: Float = 1) {
    require(
      gradients.count == firstMoments.count,
      "Adam: expected \(firstMoments.count) gradients, got \(gradients.count)")
    stepCount += 1
    let correction1 = 1 - power(settings.beta1, stepCount)
    let correction2 = 1 - power(settings.beta2, stepCount)
    let rates = ckernels_adam_rates(
      gradient_factor: gradientFactor, beta1: settings.beta1, beta2: settings.beta2,
      rate: learningRate * correction2.squareRoot() / correction1,
      epsilon: settings.epsilon * correction2.squareRoot())
    for (i, parameter) in parameters.all.enumerated() {
      move(parameter, &firstMoments[i], &secondMoments[i], against: gradients[i], rates)
    }
  }

  /// Moves one parameter and its moments.
  private func move(
    _ parameter: Parameter, _ first: inout Tensor, _ second: inout Tensor,
    against gradient: Tensor, _ rates: ckernels_adam_rates
  ) {
    let shape = parameter.value.shape
    require(
      gradient.shape == shape && first.shape == shape && second.shape == shape,
      "Adam: expected a gradient and moments for \(parameter.value), got \(gradient), \(first) "
        + "and \(second)")
    Tensor.withMutableElements(of: &first) { m in
      Tensor.withMutableElements(of: &second) { v in
        parameter.withMutableElements { x in
          gradient.withEachPart { range, g in
            descend(x[range], g, m[range], v[range], rates)
          }
        }
      }
    }
  }

  /// The moments by name, to be kept with a training state.
  public var state: [(name: String, value: Tensor)] {
    parameters.names.enumerated().flatMap { i, name in
      [("\(name).first", firstMoments[i]), ("\(name).second", secondMoments[i])]
    }
  }

  /// Takes up a kept state after `stepCount` steps; `moment` gives each of `state`'s tensors by
  /// name.
  public func restore(stepCount: Int, moment: (String, [Int]) throws -> Tensor) rethrows {
    for (i, name) in parameters.names.enumerated() {
      firstMoments[i] = try moment("\(name).first", firstMoments[i].shape)
      secondMoments[i] = try moment("\(name).second", secondMoments[i].shape)
    }
    self.stepCount = stepCount
  }
}

/// Moves elements and their moments against their gradients.
private func descend(
  _ value: Slice<UnsafeMutableBufferPointer<Float>>,
  _ gradient: UnsafePointer<Float>,
  _ first: Slice<UnsafeMutableBufferPointer<Float>>,
  _ second: Slice<UnsafeMutableBufferPointer<Float>>, _ rates: ckernels_adam_rates
) {
  guard let x = UnsafeMutableBufferPointer(rebasing: value).baseAddress,
    let m = UnsafeMutableBufferPointer(rebasing: first).baseAddress,
    let v = UnsafeMutableBufferPointer(rebasing: second).baseAddress
  else { return }
  withUnsafePointer(to: rates) { ckernels_adam($0, value.count, gradient, m, v, x) }
}

private func power(_ base: Float, _ exponent: Int) -> Float {
  var result: Double = 1
  var factor = Double(base)
  var rest = exponent
  while rest > 0 {
    if rest & 1 == 1 { result *= factor }
    factor *= factor
    rest >>= 1
  }
  return Float(result)
}

/// The Euclidean norm of all elements of `tensors` together.
public func globalNorm(_ tensors: [Tensor]) -> Float {
  let squares = tensors.reduce(0.0) { sum, tensor in
    tensor.withElements { elements in
      var lanes = SIMD8<Float>()
      let whole = elements.count / 8 * 8
      for i in stride(from: 0, to: whole, by: 8) {
        for lane in 0..<8 { lanes[lane] += elements[i + lane] * elements[i + lane] }
      }
      let rest = elements[whole...].reduce(0) { $0 + $1 * $1 }
      return sum + Double(lanes.sum() + rest)
    }
  }
  return Float(squares.squareRoot())
}
