import Datasets
import Evaluation
import Imaging
import Testing

@Suite struct CaptionRetrievalTests {
  /// 130 concepts of three pictures each; every tenth concept is held out, and the second shares a
  /// caption with the first.
  private struct Things: CaptionedPictures {
    let name = "things"
    let licence = "none"
    let hash = "0123"
    let entries = (0..<390).map { index in
      let thing = index / 3
      return CaptionedEntry(
        id: "\(index)",
        captions: ["thing \(thing == 1 ? 0 : thing)", "a picture of thing \(thing)"],
        concept: "\(thing)", isHeldOut: thing % 10 == 9)
    }

    func picture(_ index: Int, side: Int) -> RGBImage { RGBImage(width: side, height: side) }
  }

  private let data = Things()

  @Test func noCaptionIsAskedTwiceAndFalseOnesAreFalse() {
    let test = CaptionRetrieval(data, perSide: 1000)
    // Two captions of each concept but the second, whose other one is the first's.
    #expect(Set(test.questions.map(\.caption)).count == test.questions.count)
    #expect(test.questions.count == 259)
    for question in test.questions {
      let entry = data.entries[question.entry]
      #expect(entry.captions.contains(question.caption))
      // The second concept is false of the first by its other caption alone.
      let count = question.caption == "thing 0" ? 98 : 99
      #expect(question.falseCaptions.count == count)
      #expect(!question.falseCaptions.contains { entry.captions.contains($0) })
      let isLong = question.caption.hasPrefix("a picture")
      #expect(question.falseCaptions.allSatisfy { $0.hasPrefix("a picture") == isLong })
      #expect(question.isSeen != entry.isHeldOut)
      let stranger = test.questions[question.stranger]
      #expect(data.entries[stranger.entry].concept != entry.concept)
    }
    #expect(abs(test.meanChoices - (100 - 1 / 259.0)) < 1e-9)
    #expect(CaptionRetrieval(data, perSide: 7).questions.map(\.isSeen).count { $0 } == 7)
  }

  @Test func sharesAreOfSeenAndOfUnseenCaptions() throws {
    let test = CaptionRetrieval(data, perSide: 10)
    let scores = test.scores(test.questions.map { [$0.isSeen, true] })
    #expect(scores.seen?.mean == 1)
    #expect(scores.unseen?.mean == 0.5)
    #expect(scores.overall?.mean == 0.75)
    #expect(scores.overall?.images == 40)
    #expect(scores.tags.isEmpty)
  }

  @Test func aTieCountsAgainstTheCaption() throws {
    let question = try #require(CaptionRetrieval(data, perSide: 1).questions.first)
    #expect(question.isFirst { $0 == question.caption ? 1 : 0.5 })
    #expect(!question.isFirst { _ in 1 })
    let last = question.falseCaptions.last
    #expect(!question.isFirst { $0 == last ? 2 : $0 == question.caption ? 1 : 0 })
  }
}
