import Datasets
import Language
import Testing

@testable import Experiments

@Suite struct ShapesBatchesTests {
  private let tokenizer: Tokenizer

  init() throws {
    tokenizer = try Tokenizer.train(
      captions: ShapesWorld.captions(count: 1000, seed: 1), vocabularySize: 128)
  }

  private func batches(hasMisplacingCaptions: Bool = false) -> ShapesBatches {
    ShapesBatches(
      tokenizer: tokenizer, length: 24, side: 16, seed: 1,
      hasMisplacingCaptions: hasMisplacingCaptions)
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

  @Test func misplacingCaptionsAreToldFromInPretraining() throws {
    let batch = try batches(hasMisplacingCaptions: true)
      .batch(stage: .pretraining, step: 0, size: 64)
    let plain = try batches().batch(stage: .pretraining, step: 0, size: 64)
    #expect(batch.captions == plain.captions)
    #expect(Array(batch.wrongCaptions.prefix(64)) == plain.wrongCaptions)
    #expect(batch.wrongCaptions.count == 128)
    let isTrue = try #require(batch.isTrue)
    for (place, row) in isTrue.enumerated() {
      #expect(row.count == 192 && row[place] && !row[64 + place] && !row[128 + place])
    }
    let wrong = try batches(hasMisplacingCaptions: true)
      .batch(stage: .warmup, step: 0, size: 64).wrongCaptions
    #expect(wrong.count == 64)
  }

  /// What shapes-64 reads: 48 pieces, of a vocabulary of 512.
  @Test func hardlyAFreeCaptionIsCutOff() throws {
    let tokenizer = try Tokenizer.train(
      captions: ShapesWorld.captions(count: 6000, seed: 1, .free), vocabularySize: 512)
    let cut = try (0..<3000).count {
      let caption = ShapesWorld.sample(seed: 43, index: UInt64($0), .free).caption
      return try tokenizer.encode(caption).ids.count > 47
    }
    #expect(cut < 3, "\(cut)")
  }
}
