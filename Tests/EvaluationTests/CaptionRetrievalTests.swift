import Datasets
import Evaluation
import Imaging
import Testing

@Suite struct CaptionRetrievalTests {
  /// 130 concepts of three pictures each; every tenth concept is held out, and the second shares a
  /// caption with the first.
  private struct Things: CaptionedPictures {
    let name = "things"
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

  @Test func drawnFalseCaptionsAreNeverTrueAndDifferFromQuestionToQuestion() {
    let test = CaptionRetrieval(data, perSide: 1000, choices: 100, seed: 1)
    #expect(
      test.questions.map(\.caption)
        == CaptionRetrieval(data, perSide: 1000).questions.map(\.caption))
    for question in test.questions {
      let concept = data.entries[question.entry].concept
      let isTrue = Set(data.entries.filter { $0.concept == concept }.flatMap(\.captions))
      #expect(isTrue.isDisjoint(with: question.falseCaptions))
      #expect(question.falseCaptions.count == 99)
      #expect(Set(question.falseCaptions).count == 99)
      let isLong = question.caption.hasPrefix("a picture")
      #expect(question.falseCaptions.allSatisfy { $0.hasPrefix("a picture") == isLong })
    }
    #expect(Set(test.questions.map { Set($0.falseCaptions) }).count == test.questions.count)
    // Every concept comes up, and not only some that are spread evenly.
    #expect(Set(test.questions.flatMap(\.falseCaptions)).count == 259)
    func drawn(_ seed: UInt64) -> [[String]] {
      CaptionRetrieval(data, perSide: 9, choices: 5, seed: seed).questions.map(\.falseCaptions)
    }
    #expect(drawn(1) == drawn(1))
    #expect(drawn(1) != drawn(2))
    #expect(drawn(1).allSatisfy { $0.count == 4 })
  }

  @Test func whatIsTrueOfAnotherPictureOfTheConceptIsNotFalse() {
    // Both cats are of one concept, and the dog shares a caption with the second.
    let pets = Pets()
    for seed in 0..<20 {
      let test = CaptionRetrieval(pets, perSide: 9, choices: 100, seed: UInt64(seed))
      let tom = test.questions.first { $0.caption == "tom" }
      #expect(tom?.falseCaptions == ["a hen"])
    }
  }

  private struct Pets: CaptionedPictures {
    let name = "pets"
    let hash = "0123"
    let entries = [("tom", "cat"), ("a pet", "cat"), ("a pet", "dog"), ("a hen", "hen")].map {
      CaptionedEntry(id: "\($0)-\($1)", captions: [$0], concept: $1, isHeldOut: false)
    }
    func picture(_ index: Int, side: Int) -> RGBImage { RGBImage(width: side, height: side) }
  }

  @Test func sharesAreOfSeenAndOfUnseenCaptions() throws {
    let test = CaptionRetrieval(data, perSide: 10)
    let scores = test.scores(test.questions.map { [$0.isSeen, true] })
    #expect(scores.seen?.mean == 1)
    #expect(scores.unseen?.mean == 0.5)
    #expect(scores.overall?.mean == 0.75)
    #expect(scores.overall?.images == 40)
    #expect(scores.tags.isEmpty)
    // Where all pictures of a side are left out, the other side is all there is.
    let seenAlone = test.scores(test.questions.map { $0.isSeen ? [true] : [] })
    #expect(seenAlone.unseen == nil)
    #expect(seenAlone.overall?.mean == 1)
  }

  @Test func aHeldOutPictureWithATrainingCaptionIsNoUnseenCaption() {
    struct Shared: CaptionedPictures {
      let name = "shared"
      let hash = "0123"
      let entries = [
        CaptionedEntry(id: "0", captions: ["a cat", "a pet"], concept: "cat", isHeldOut: false),
        CaptionedEntry(id: "1", captions: ["a pet"], concept: "dog", isHeldOut: true),
        CaptionedEntry(id: "2", captions: ["a hen"], concept: "hen", isHeldOut: true),
      ]
      func picture(_ index: Int, side: Int) -> RGBImage { RGBImage(width: side, height: side) }
    }
    let questions = CaptionRetrieval(Shared(), perSide: 9).questions
    #expect(questions.map(\.caption) == ["a cat", "a pet", "a hen"])
    #expect(questions.map(\.isSeen) == [true, true, false])
  }

  @Test func aTieCountsAgainstTheCaption() throws {
    let question = try #require(CaptionRetrieval(data, perSide: 1).questions.first)
    #expect(question.isFirst { $0 == question.caption ? 1 : 0.5 })
    #expect(!question.isFirst { _ in 1 })
    let last = question.falseCaptions.last
    #expect(!question.isFirst { $0 == last ? 2 : $0 == question.caption ? 1 : 0 })
  }
}
