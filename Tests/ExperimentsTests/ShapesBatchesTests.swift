import Datasets
import Language
import Testing

@testable import Experiments

@Suite struct ShapesBatchesTests {
  private func batches() throws -> ShapesBatches {
    let tokenizer = try Tokenizer.train(
      captions: ShapesWorld.captions(count: 1000, seed: 1), vocabularySize: 128)
    return ShapesBatches(tokenizer: tokenizer, length: 24, side: 16, seed: 1)
  }

  @Test func pretrainingKnowsWhichCaptionsAreTrueOfWhichPictures() throws {
    let batch = try batches().batch(stage: .pretraining, step: 0, size: 64)
    let isTrue = try #require(batch.isTrue)
    let captions = batch.captions + batch.wrongCaptions
    #expect(isTrue.count == 64)
    for (place, row) in isTrue.enumerated() {
      #expect(row.count == 128)
      #expect(row[place])
      #expect(!row[64 + place])
      // Captions of the same ids state the same facts.
      for other in 0..<128 where captions[other] == captions[place] { #expect(row[other]) }
    }
    // Short captions are true of other scenes too.
    #expect(isTrue.joined().count { $0 } > 64)
  }

  @Test(arguments: [Stage.warmup, .adversarial])
  func otherStagesDoNotAsk(stage: Stage) throws {
    #expect(try batches().batch(stage: stage, step: 0, size: 2).isTrue == nil)
  }
}
