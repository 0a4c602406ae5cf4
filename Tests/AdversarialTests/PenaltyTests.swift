import Adversarial
import Language
import Layers
import Tensors
import TestSupport
import Testing

/// D(x, s) = a |x|² / 2 + b |s|² / 2, whose slopes are a x and b s.
private final class QuadraticDiscriminator: Discriminator {
  let parameters = ParameterSet()
  let judgesApart = true
  private let a: Parameter
  private let b: Parameter

  init(_ a: Float, _ b: Float) {
    let scope = ParameterScope(parameters, seed: 0)
    self.a = scope.parameter("a", [1], .constant(a))
    self.b = scope.parameter("b", [1], .constant(b))
  }

  func features(_ pictures: Tensor) -> Tensor { halfSquare(pictures) * a.value }
  func judge(_ features: Tensor, _ texts: [TextFeatures]) -> [Tensor] {
    texts.map { features + halfSquare($0.sentence) * b.value }
  }

  private func halfSquare(_ x: Tensor) -> Tensor {
    x.square().sum(alongAxes: Array(1..<x.rank)).reshaped(to: [x.shape[0]]).scaled(by: 0.5)
  }
}

@Suite("Gradient penalties against closed forms")
struct PenaltyTests {
  private let discriminator = QuadraticDiscriminator(0.5, 2)
  private let pictures = PenalizedPictures(
    real: Tensor([1, 2, 0, 1, 0, 2], shape: [2, 1, 1, 3]),
    fake: Tensor([0, 0, 1, 3, 0, 0], shape: [2, 1, 1, 3]),
    text: textFeatures(Tensor([0.5, 1], shape: [2, 1])))

  /// The penalty and its gradients by a and b.
  private func measured(_ penalty: any DiscriminatorPenalty) -> [Float] {
    var random = RandomSource(seed: 4)
    let value = penalty(discriminator, pictures, using: &random)
    let slopes = gradients(of: value, withRespectTo: discriminator.parameters.values)
    return [value.scalar] + slopes.map(\.scalar)
  }

  @Test("R1: half of a² |x|² at real pictures") func r1() {
    // |x|² is 5 for both.
    expectClose(measured(R1(weight: 1)), [0.25 * 5 / 2, 0.5 * 5, 0], "R1", tolerance: 1e-4)
  }

  @Test("R2: half of a² |x|² at drawn pictures") func r2() {
    // |x|² is 1 and 9.
    expectClose(measured(R2(weight: 1)), [0.25 * 5 / 2, 0.5 * 5, 0], "R2", tolerance: 1e-4)
  }

  @Test("MA-GP: (a² |x|² + b² |s|²)³") func matchingAware() {
    // |s|² is 1/4 and 1.
    let n: [Float] = [0.25 * 5 + 4 * 0.25, 0.25 * 5 + 4]
    expectClose(
      measured(MatchingAwarePenalty()),
      [
        (n[0] * n[0] * n[0] + n[1] * n[1] * n[1]) / 2,
        (3 * n[0] * n[0] * 5 + 3 * n[1] * n[1] * 5) / 2,
        (3 * n[0] * n[0] * 4 * 0.25 + 3 * n[1] * n[1] * 4) / 2,
      ], "MA-GP", tolerance: 1e-4)
    expectClose(
      measured(MatchingAwarePenalty(power: 2)), [(n[0] + n[1]) / 2, 5, (1 + 4) / 2], "power 2",
      tolerance: 1e-4)
  }

  @Test("WGAN-GP: (a |x̂| - 1)² between real and drawn pictures") func gradientPenalty() {
    var random = RandomSource(seed: 4)
    let norms: [Float] = (0..<2).map { row in
      let mix = random.uniform()
      let (x, y) = (pictures.real.elements[(3 * row)...], pictures.fake.elements[(3 * row)...])
      return zip(x, y).prefix(3).map { mix * $0 + (1 - mix) * $1 }.reduce(0) { $0 + $1 * $1 }
        .squareRoot()
    }
    let gaps = norms.map { 0.5 * $0 - 1 }
    expectClose(
      measured(GradientPenalty()),
      [
        (gaps[0] * gaps[0] + gaps[1] * gaps[1]) / 2, gaps[0] * norms[0] + gaps[1] * norms[1], 0,
      ], "WGAN-GP", tolerance: 1e-4)
  }

  @Test("a flat discriminator has no slope that is not a number") func flat() {
    let flat = QuadraticDiscriminator(0, 0)
    for penalty: any DiscriminatorPenalty in [
      R1(weight: 1), R2(weight: 1), MatchingAwarePenalty(), GradientPenalty(),
    ] {
      var random = RandomSource(seed: 4)
      let value = penalty(flat, pictures, using: &random)
      let slopes = gradients(of: value, withRespectTo: flat.parameters.values)
      #expect(slopes.allSatisfy { $0.scalar.isFinite }, "\(penalty.name)")
    }
  }

  @Test("a lazy penalty is due every k-th step, and then counts k times") func lazy() {
    let lazy = LazyPenalty(R1(weight: 0.5), every: 3)
    #expect((0..<5).map(lazy.isDue) == [true, false, false, true, false])
    #expect(lazy.dueWeight == 1.5)
  }
}
