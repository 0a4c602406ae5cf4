import Adversarial
import Foundation
import Language
import Tensors
import TestSupport
import Testing

/// What each pair costs the discriminator by its logit, and the derivative of it.
private struct Costs: Sendable {
  let real: @Sendable (Double) -> (Double, Double)
  let rejected: @Sendable (Double) -> (Double, Double)
  let generator: @Sendable (Double) -> (Double, Double)
}

private func sigmoid(_ l: Double) -> Double { 1 / (1 + exp(-l)) }
private func accepted(_ l: Double) -> (Double, Double) { (log(1 + exp(l)), sigmoid(l)) }
private func refused(_ l: Double) -> (Double, Double) { (log(1 + exp(-l)), -sigmoid(-l)) }

private let separable: [(any Objective, Costs)] = [
  (
    Minimax(),
    Costs(
      real: { refused($0) }, rejected: { accepted($0) },
      generator: { (-accepted($0).0, -accepted($0).1) })
  ),
  (
    NonSaturating(),
    Costs(real: { refused($0) }, rejected: { accepted($0) }, generator: { refused($0) })
  ),
  (
    LeastSquares(),
    Costs(
      real: { (($0 - 1) * ($0 - 1) / 2, $0 - 1) }, rejected: { ($0 * $0 / 2, $0) },
      generator: { (($0 - 1) * ($0 - 1) / 2, $0 - 1) })
  ),
  (
    Hinge(),
    Costs(
      real: { $0 < 1 ? (1 - $0, -1) : (0, 0) }, rejected: { $0 > -1 ? (1 + $0, 1) : (0, 0) },
      generator: { (-$0, -1) })
  ),
  (
    Wasserstein(),
    Costs(real: { (-$0, -1) }, rejected: { ($0, 1) }, generator: { (-$0, -1) })
  ),
]

/// Values and gradients of objectives against the formulas of their papers, at two logits of a
/// kind.
@Suite("Objectives against closed forms")
struct ObjectiveTests {
  private let real: [Float] = [0.5, -2]
  private let wrong: [Float] = [1.5, -0.25]
  private let fake: [Float] = [-0.75, 3]

  @Test("of logits taken one by one", arguments: 0..<5, [0, 1, 3] as [Float])
  func oneByOne(_ index: Int, weight: Float) {
    let (objective, costs) = separable[index]
    let logits = [real, wrong, fake].map { Tensor($0, shape: [2]).variable() }
    let rejected =
      weight > 0
      ? Rejected(wrong: logits[1], weight: weight, fake: logits[2]) : Rejected(fake: logits[2])
    let share = Double(weight / (1 + weight))
    let terms = [
      real.map { costs.real(Double($0)) },
      wrong.map { costs.rejected(Double($0)) }.map { ($0.0 * share, $0.1 * share) },
      fake.map { costs.rejected(Double($0)) }.map { ($0.0 * (1 - share), $0.1 * (1 - share)) },
    ]
    expectLoss(
      objective.discriminatorLoss(real: logits[0], rejected: rejected), logits, terms,
      "\(objective), discriminator")
    expectLoss(
      objective.generatorLoss(fake: logits[2]) {
        Issue.record("\(objective) asks for real logits")
        return logits[0]
      },
      [logits[2]], [fake.map { costs.generator(Double($0)) }], "\(objective), generator")
  }

  @Test("of pairs") func relativistic() {
    let logits = [real, wrong, fake].map { Tensor($0, shape: [2]).variable() }
    // Pair by pair, softplus(rejected - real), half for each kind.
    let pairs = [wrong, fake].map { kind in
      zip(kind, real).map { accepted(Double($0 - $1)) }.map { ($0.0 / 2, $0.1 / 2) }
    }
    let againstReal = zip(pairs[0], pairs[1]).map { (0.0, -$0.1 - $1.1) }
    expectLoss(
      Relativistic().discriminatorLoss(
        real: logits[0], rejected: Rejected(wrong: logits[1], weight: 1, fake: logits[2])),
      logits, [againstReal] + pairs, "discriminator")
    let deceit = zip(real, fake).map { accepted(Double($0 - $1)) }
    expectLoss(
      Relativistic().generatorLoss(fake: logits[2]) { logits[0] }, [logits[2], logits[0]],
      [deceit.map { ($0.0, -$0.1) }, deceit.map { (0, $0.1) }], "generator")
  }

  /// Whether `loss` is the mean over the batch of the terms' values, and its gradients that of
  /// their derivatives.
  private func expectLoss(
    _ loss: Tensor, _ logits: [Tensor], _ terms: [[(Double, Double)]], _ what: String
  ) {
    let value = terms.joined().reduce(0) { $0 + $1.0 } / 2
    expectClose([loss.scalar], [Float(value)], what, tolerance: 1e-5)
    let slopes = gradients(of: loss, withRespectTo: logits)
    for (slope, term) in zip(slopes, terms) {
      expectClose(slope.elements, term.map { Float($0.1 / 2) }, "\(what), slope", tolerance: 1e-5)
    }
  }

  @Test("texts between texts are halfway to the next, with the words of both")
  func interpolation() {
    let text = textFeatures(Tensor([0, 2, 4, 6, 8, 10], shape: [3, 2]))
    let between = text.interpolated
    expectClose(between.sentence.elements, [2, 4, 6, 8, 4, 6], "sentences", tolerance: 1e-4)
    expectClose(between.words.elements, [2, 4, 6, 8, 4, 6], "words", tolerance: 1e-4)
    #expect(between.mask.elements == [0, 0, 0])
    let masks = Tensor([0, 0, 0, -60, -60, -60], shape: [3, 1, 1, 2])
    let masked = TextFeatures(
      sentence: text.sentence, words: Tensor(repeating: 0, shape: [3, 2, 2]), mask: masks
    ).interpolated
    #expect(masked.mask.elements == [0, 0, 0, -60, 0, 0])
  }
}
