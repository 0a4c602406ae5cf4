import Language
import Layers
import Tensors
import TestSupport
import Testing

@testable import Adversarial

/// The game about places against the equations of `LayoutGame` as they are written out here.
@Suite("The game about places against its equations") struct LayoutGameTests {
  private let networks = SlotNetworks()
  private let optimizer: Adam
  /// What a generator might find, as variables.
  private let found: (layout: Layout, presenceLogits: Tensor)

  init() {
    optimizer = .remembering(networks.layoutDiscriminator.parameters)
    let moved = networks.scene.layout.boxes + normal([2, 2, 3], seed: 11).scaled(by: 0.03)
    let boxes = moved.variable()
    let layout = Layout(boxes: boxes, presence: Tensor([1, 0, 1, 1], shape: [2, 2, 1]))
    found = (layout, normal([2, 2, 1], seed: 12).variable())
  }

  private var wrong: TextFeatures {
    networks.textEncoder(networks.scene.misplacingCaptions, padding: 0)
  }

  /// Plays with w = 0.6, k = 3 and the given γ.
  private func play(
    index: Int, penalty: Float = 0.2, rate: Float = 0
  ) -> (loss: Tensor, report: StepReport) {
    let game = networks.game(optimizer, wrongPairs: 0.6, penalty: penalty, penaltyInterval: 3)
    return game.play(
      networks.scene.layout, found, networks.text, wrong, index: index, rate: rate)
  }

  /// D of boxes, with the presences that are true of the pictures, under a text.
  private func judged(_ boxes: Tensor, _ text: TextFeatures) -> Tensor {
    networks.layoutDiscriminator(normalized(boxes), text)
  }

  private func normalized(_ boxes: Tensor) -> Tensor {
    LayoutDiscriminator.normalized(boxes, networks.scene.layout.presence)
  }

  @Test(
    "the discriminator goes down L_D, with penalties when they are due, and by 10 at most",
    arguments: [(0, 0.01), (6, 0.01), (4, 0.01), (0, 1e5)] as [(Int, Float)])
  func discriminator(_ index: Int, _ penalty: Float) {
    let report = play(index: index, penalty: penalty).report
    let (truth, s) = (networks.scene.layout.boxes, networks.text)
    let (real, fake) = (judged(truth, s), judged(found.layout.boxes, s))
    let game =
      (fake - real).softplus().mean()
      + (judged(truth, wrong) - real).softplus().mean().scaled(by: 0.6)
    var loss = game
    if index % 3 == 0 {
      let slopes = [truth, found.layout.boxes].map { boxes in
        meanSquaredSlope(at: normalized(boxes)) { networks.layoutDiscriminator($0, s) }
      }
      loss = loss + (slopes[0] + slopes[1]).scaled(by: penalty / 2 * 3)
    }
    let norm = expectDescent(of: loss, cutTo: 10, by: [optimizer])
    #expect((norm > 10) == (penalty > 1))
    expectFigures(
      report,
      [
        ("layout_discriminator", game.scalar),
        ("layout_real_over_fake", fraction(real, over: fake)),
      ])
  }

  @Test("L_G is that of the updated discriminator, and of the presences") func generator() {
    let before = snapshot(networks.layoutDiscriminator.parameters)
    let (loss, report) = play(index: 0, rate: 0.01)
    #expect(snapshot(networks.layoutDiscriminator.parameters) != before)

    let (truth, s) = (networks.scene.layout.boxes, networks.text)
    let deceit = (judged(truth, s) - judged(found.layout.boxes, s)).softplus().mean()
    let (l, p) = (found.presenceLogits, networks.scene.layout.presence)
    // -p log σ(l) - (1 - p) log(1 - σ(l)).
    let entropy =
      (p * (-l).softplus() + p.scaled(by: -1, plus: 1) * l.softplus()).mean()
    expectFigures(
      report,
      [("layout_generator", deceit.scalar), ("presence", entropy.scalar)])
    expectClose([loss.scalar], [deceit.scalar + entropy.scalar], "L_G", tolerance: 1e-4)

    let inputs = [found.layout.boxes, l]
    let expected = gradients(of: deceit + entropy, withRespectTo: inputs)
    for (slope, wanted) in zip(gradients(of: loss, withRespectTo: inputs), expected) {
      #expect(globalNorm([wanted]) > 1e-3)
      #expect(globalNorm([slope - wanted]) <= 1e-4 * globalNorm([wanted]))
    }
  }

  @Test("without wrong pairs the misplacing captions are not looked at") func withoutWrongPairs() {
    let game = networks.game(optimizer, wrongPairs: 0, penalty: 0.2, penaltyInterval: 3)
    let report = game.play(
      networks.scene.layout, found, networks.text, wrong, index: 1, rate: 0
    ).report
    let s = networks.text
    let real = judged(networks.scene.layout.boxes, s)
    let loss = (judged(found.layout.boxes, s) - real).softplus().mean()
    expectClose([report[0].value], [loss.scalar], report[0].name, tolerance: 1e-4)
    expectDescent(of: loss, cutTo: 10, by: [optimizer])
  }
}
