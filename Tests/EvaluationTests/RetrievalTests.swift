import Datasets
import Evaluation
import Testing

@Suite struct RetrievalTests {
  private let test = RetrievalTest(count: 30, choices: 10, seed: 3)

  @Test func falseCaptionsAreFalse() {
    #expect(test.scenes.count == 30)
    #expect(test.captions.count >= 39)
    for scene in test.scenes.indices {
      let others = test.falseCaptions[scene]
      #expect(Set(others).count == 9)
      #expect(others.allSatisfy { $0 > scene && test.captions[$0] != test.captions[scene] })
    }
    #expect(RetrievalTest(count: 30, choices: 10, seed: 3).captions == test.captions)
    #expect(RetrievalTest(count: 30, choices: 10, seed: 4).captions != test.captions)
  }

  @Test func ownCaptionsMustBeNearest() {
    let perfect = test.precision { $0 == $1 ? 1 : 0 }
    #expect(perfect.mean == 1)
    #expect(perfect.images == 30)
    #expect(perfect.low > 0.8 && perfect.low < 1)
    // A false caption as near as the own one is no hit.
    #expect(test.precision { _, _ in 0.5 }.mean == 0)
    let half = test.precision { scene, caption in
      scene == caption || (scene % 2 == 0 && caption == test.falseCaptions[scene][4]) ? 1 : 0
    }
    #expect(half.mean == 0.5)
    // Wilson's interval of 15 of 30, computed by hand.
    #expect(abs(half.low - 0.331_5) < 1e-4)
    #expect(abs(half.high - 0.668_5) < 1e-4)
  }
}
