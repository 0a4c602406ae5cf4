import Language
import Tensors
import Testing

@Suite("Contrastive loss") struct ContrastiveLossTests {
  // Two pictures and their captions along two axes, and a wrong caption between them.
  private let pictures = Tensor([2, 0, 0, 3], shape: [2, 2])
  private let captions = Tensor([1, 0, 0, 5, 1, 1], shape: [3, 2])

  @Test("a case that is computed by hand") func closedForm() {
    let isTrue = [[true, false, false], [false, true, false]]
    let (loss, accuracy) = contrastiveLoss(
      pictures: pictures, captions: captions, isTrue: isTrue, temperature: 1)
    // Cosines: 1 to the own caption, 0 to the other's, 1/sqrt(2) to the wrong one. Of e, 1 and
    // exp(1/sqrt(2)) = 2.028115: ln((e + 1 + 2.028115) / e) and ln((e + 1) / e), halved.
    let expected: Float = (0.748573 + 0.313262) / 2
    #expect(abs(loss.scalar - expected) < 1e-4)
    #expect(accuracy == 1)
  }

  @Test("a caption that is also true counts neither for nor against") func falseNegatives() {
    let isTrue = [[true, false, true], [false, true, true]]
    let loss = contrastiveLoss(
      pictures: pictures, captions: captions, isTrue: isTrue, temperature: 1
    ).loss.scalar
    #expect(abs(loss - 0.313262) < 1e-4)
    let elsewhere = contrastiveLoss(
      pictures: pictures, captions: Tensor([1, 0, 0, 5, -3, 1], shape: [3, 2]), isTrue: isTrue,
      temperature: 1
    ).loss.scalar
    #expect(abs(loss - elsewhere) < 1e-6)
  }

  @Test("a caption that is also true does not count at low temperatures either")
  func falseNegativesAtLowTemperature() {
    // Every caption is true of both pictures, and each picture is next to that of the other one.
    let isTrue = [[true, true], [true, true]]
    let captions = Tensor([-1, 0, 1, 0], shape: [2, 2])
    let pictures = Tensor([1, 0, -1, 0], shape: [2, 2])
    for temperature in [1, 0.01, 0.001] as [Float] {
      let loss = contrastiveLoss(
        pictures: pictures, captions: captions, isTrue: isTrue, temperature: temperature
      ).loss.scalar
      #expect(abs(loss) < 1e-5, "\(temperature)")
    }
  }

  @Test("the own caption must come first to count as right") func accuracy() {
    let swapped = Tensor([0, 1, 1, 0], shape: [2, 2])
    let isTrue = [[true, false], [false, true]]
    let result = contrastiveLoss(
      pictures: pictures, captions: swapped, isTrue: isTrue, temperature: 0.5)
    #expect(result.accuracy == 0)
    // ln(1 + e^2), both ways.
    #expect(abs(result.loss.scalar - 2.126928) < 1e-4)
  }
}
