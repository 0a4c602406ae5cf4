import Datasets
import Evaluation
import Imaging
import Testing

@Suite struct CaptionRetrievalTests {
  /// 130 concepts of two pictures each; every tenth concept is held out.
  private struct Things: CaptionedPictures {
    let name = "things"
    let licence = "none"
    let hash = "0123"
    let entries = (0..<260).map { index in
      CaptionedEntry(
        id: "\(index)", captions: ["thing \(index / 2)", "a picture of thing \(index / 2)"],
        concept: "\(index / 2)", isHeldOut: index / 2 % 10 == 9)
    }

    func picture(_ index: Int, side: Int) -> RGBImage { RGBImage(width: side, height: side) }
  }

  private let data = Things()

  @Test func noCaptionIsAskedTwiceAndFalseOnesAreFalse() {
    let test = CaptionRetrieval(data, perSide: 1000)
    // Every picture once, each second with the phrasing of its neighbour.
    #expect(Set(test.questions.map(\.caption)).count == test.questions.count)
    #expect(test.questions.count == 260)
    for question in test.questions {
      let entry = data.entries[question.entry]
      #expect(entry.captions.contains(question.caption))
      #expect(question.falseCaptions.count == 99)
      #expect(Set(question.falseCaptions).count == 99)
      #expect(!question.falseCaptions.contains { entry.captions.contains($0) })
      let isLong = question.caption.hasPrefix("a picture")
      #expect(question.falseCaptions.allSatisfy { $0.hasPrefix("a picture") == isLong })
      #expect(question.isSeen != entry.isHeldOut)
      let stranger = test.questions[question.stranger]
      #expect(data.entries[stranger.entry].concept != entry.concept)
    }
    #expect(test.meanChoices == 100)
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
