import Layers
import Tensors
import TestSupport
import Testing

@testable import Adversarial

@Suite("Where sentences join places") struct SentenceJoinTests {
  @Test("as a convolution of maps with a sentence beside every place") func joining() throws {
    let parameters = ParameterSet()
    let join = SentenceJoin(channels: 3, outputs: 4, in: ParameterScope(parameters, seed: 1))
    let maps = normal([2, 3, 2, 3], seed: 2).variable()
    let sentences = [3, 4].map { normal([2, DCGANSentence.projectedWidth], seed: $0).variable() }
    let value = { (name: String) in try #require(parameters[name]?.value) }
    let (own, told) = (try value("maps.weight"), try value("sentence.weight"))
    let weight = concatenate(
      [own, told.reshaped(to: [4, 1, 1, DCGANSentence.projectedWidth])], alongAxis: 3)
    let outputs = join(maps, sentences)
    #expect(outputs.count == 2)
    for (output, sentence) in zip(outputs, sentences) {
      let whole = maps.joined(atEveryPlaceBy: sentence).convolution(weight)
        .batchNormalized(
          scale: try value("normalization.scale"), shift: try value("normalization.shift"),
          leakyReLUSlope: 0.2)
      let factors = normal(whole.shape, seed: 5)
      let found = [output, whole].map { y in
        y.elements
          + gradients(
            of: (y * factors).sum(), withRespectTo: [own, told, maps, sentence],
            keepingGraph: true
          ).flatMap(\.elements)
      }
      #expect(output.shape == [2, 3, 2, 4])
      expectClose(found[0], found[1], "join", tolerance: 1e-3)
    }
  }
}
