import Datasets
import Evaluation
import Experiments
import Files
import Imaging
import Tensors
import TestSupport
import Testing

@Suite("Scores of pictures that exist") struct PictureEvaluationTests {
  private static let set = """
    {"id": "one", "tag": "a", "prompt": "x", "expect": {"include": [{"shape": "square"}]}}
    {"id": "more", "tag": "b", "prompt": "y", "expect": {"include": [{"shape": "ring"}]}}
    """

  /// A folder with the set and a picture of each name that shows what the prompt of an id asks for.
  private func evaluation(
    _ names: [(name: String, id: String)], side: Int = 64
  ) throws -> (report: ScoreReport?, pictures: [ScoredPicture]) {
    try withTemporaryFolder { folder in
      let prompts = "\(folder)/set.jsonl"
      try writeFile(Self.set.utf8, to: prompts)
      let set = try PromptSet(path: prompts)
      try makeFolder("\(folder)/drawn")
      for (number, (name, id)) in names.enumerated() {
        let prompt = try #require(set.prompts.first { $0.id == id })
        var random = RandomSource(seed: UInt64(number))
        let scene = try SceneSampler.scene(for: prompt, using: &random)
        try PNG.write(render(scene, side: side), to: "\(folder)/drawn/\(name)")
      }
      let evaluation = try PictureEvaluation(folder: "\(folder)/drawn", prompts: prompts)
      var pictures: [ScoredPicture] = []
      let report = try evaluation.report(judged: { pictures.append($0) })
      #expect(evaluation.signature.hasSuffix("|pictures:\(names.count)|side:\(side)"))
      return (report, pictures)
    }
  }

  @Test("each picture is judged by the prompt whose id its name begins with")
  func prompts() throws {
    let (report, pictures) = try evaluation([
      ("one.png", "one"), ("one-0.png", "one"), ("more-0.a.png", "more"),
      ("more_1.png", "one"),
    ])
    #expect(pictures.map(\.prompt.id) == ["one", "one", "more", "more"])
    #expect(
      pictures.map(\.origin)
        == ["one-0.png", "one.png", "more-0.a.png", "more_1.png"].map { .file($0) })
    #expect(pictures.map(\.verdict.correct) == [true, true, true, false])
    let scores = try #require(report).scores
    #expect(scores.overall?.mean == 0.75)
    #expect(scores.overall?.images == 4)
    #expect(pictures[3].json["picture"]?.string == "more_1.png")
    #expect(pictures[3].cell.caption.hasPrefix("y, more_1.png: "))
  }

  @Test("pictures of another side are scored beside a ceiling of that side") func sides() throws {
    let (report, _) = try evaluation([("one.png", "one"), ("more.png", "more")], side: 96)
    #expect(report?.scores.overall?.mean == 1)
    #expect(report?.ceiling.overall?.mean == 1)
  }

  @Test("a picture without a prompt, and a prompt without a picture, are faults") func faults() {
    expectFault("/drawn/two.png", "a name that begins with the id of one prompt, as one-0.png") {
      try evaluation([("one.png", "one"), ("more.png", "more"), ("two.png", "one")])
    }
    expectFault("/drawn", "a picture of each of 2 prompts") {
      try evaluation([("one-0.png", "one")])
    }
  }

  @Test("a name that may be of two prompts is a fault") func nestedIds() throws {
    try withTemporaryFolder { folder in
      let set = Self.set.replacing("\"more\"", with: "\"one-1\"")
      try writeFile(set.utf8, to: "\(folder)/set.jsonl")
      try makeFolder("\(folder)/drawn")
      try writeFile([], to: "\(folder)/drawn/one-1.png")
      do {
        _ = try PictureEvaluation(folder: "\(folder)/drawn", prompts: "\(folder)/set.jsonl")
        Issue.record("no fault")
      } catch let fault as InputError {
        #expect(fault.found == "those of one and one-1")
      }
    }
  }

  private func expectFault(_ path: String, _ expected: String, _ body: () throws -> Any) {
    do {
      _ = try body()
      Issue.record("no fault")
    } catch let fault as InputError {
      #expect(fault.path.hasSuffix(path))
      #expect(fault.expected == expected)
    } catch {
      Issue.record(error)
    }
  }
}
