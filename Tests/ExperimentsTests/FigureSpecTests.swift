import Datasets
import Evaluation
import Experiments
import Files
import Imaging
import Testing

/// Training and held-out pictures of the given concepts.
private struct Entries: CaptionedPictures {
  let name = "entries"
  let hash = "0123"
  let entries: [CaptionedEntry]

  init(_ counts: [(concept: String, training: Int, heldOut: Int)]) {
    entries = counts.flatMap { concept, training, heldOut in
      (0..<(training + heldOut)).map {
        CaptionedEntry(
          id: "\(concept)-\($0)", captions: ["a \(concept)", "one \(concept)"], concept: concept,
          isHeldOut: $0 >= training)
      }
    }
  }

  func picture(_ index: Int, side: Int) throws -> RGBImage { RGBImage(width: side, height: side) }
}

@Suite struct FigureSpecTests {
  private func resolved(
    _ evaluation: JSONValue, dataset: String = "emoji"
  ) throws -> ResolvedSpec<TrainingSpec> {
    try readSpec(
      from: [
        "kind": "train", "name": "t", "recipe": "gan", "dataset": ["name": .string(dataset)],
        "training": ["steps": 1], "evaluation": evaluation,
      ], path: "t.json")
  }

  @Test func withoutFiguresASpecSaysWhatItAlwaysSaid() throws {
    let plain = try resolved([:])
    #expect(plain.spec.evaluation.figures.isEmpty)
    #expect(
      plain.json["evaluation"]
        == ["promptsPerTag": 20, "finalPromptsPerTag": 10_000, "finalSeeds": 4])
    let asked = try resolved(["figures": ["kid", "inception-score"]])
    #expect(asked.spec.evaluation.figures == [.kid, .inceptionScore])
    #expect(asked.json["evaluation"]?["figures"] == ["kid", "inception-score"])
    #expect(asked.json["evaluation"]?["pictures"] == 1000)
    #expect(try resolved(["figures": ["kid"], "pictures": 50]).spec.evaluation.pictures == 50)
  }

  @Test func whatDoesNotGoTogetherIsRefused() {
    for (evaluation, dataset, fault) in [
      (["pictures": 50], "emoji", #"$.evaluation.pictures: expected nothing without "figures""#),
      (["figures": ["kid", "kid"]], "emoji", "$.evaluation.figures: expected an array of"),
      (["figures": ["nearest"]], "emoji", "$.evaluation.figures: expected an array of"),
      (["figures": "kid"], "emoji", "$.evaluation.figures: expected an array of"),
      (
        ["figures": ["kid"]], "shapes",
        "$.evaluation.figures: expected none with the data set shapes, whose pictures the oracle "
          + "scores, found kid"
      ),
    ] as [(JSONValue, String, String)] {
      let error = #expect(throws: SpecError.self) { try resolved(evaluation, dataset: dataset) }
      #expect(error?.description.contains(fault) == true, "\(error?.description ?? "")")
    }
  }

  @Test func captionsAreSpreadOverTheSideAndEachPictureHasASeed() {
    let data = Entries([("cat", 3, 2), ("dog", 0, 2)])
    let side = DataSide(data, isHeldOut: true)
    #expect(side.place == "entries:held-out")
    let few = DrawnCaptions(of: side, count: 2).items
    #expect(few.map(\.entry.id) == ["cat-3", "dog-0"])
    #expect(few.map(\.caption) == ["a cat", "one dog"])
    let many = DrawnCaptions(of: side, count: 10).items
    #expect(many.map(\.entry.id).filter { $0 == "dog-1" }.count == 2)
    #expect(many.count { $0.caption == "a cat" } == 3)
    #expect(many.map(\.seed) == Array(0..<10))
  }

  @Test func classesAreSeenOnEitherSide() throws {
    let data = Entries([("cat", 5, 1), ("dog", 9, 3), ("cow", 4, 2), ("hen", 7, 0)])
    let classes = try PictureClasses(of: data)
    #expect(classes.count == 2)
    let names = data.entries.compactMap { classes[$0] }
    #expect(Set(names) == ["cat", "dog"])
    #expect(names.count == 18)
    let error = #expect(throws: InputError.self) {
      try PictureClasses(of: Entries([("cat", 5, 1), ("dog", 0, 3)]))
    }
    #expect(error?.found == "1")
  }

  @Test func aSweepTellsWhichWayAFigureIsBetter() throws {
    func run(_ seed: Int, _ kid: Double) -> SweepReport.Run {
      SweepReport.Run(
        seed: seed, id: "0000\(seed)", trainingSeconds: 2,
        metrics: [
          MetricRecord(name: "overall", value: 0.5, signature: "r-precision/1, all"),
          MetricRecord(name: "kid", value: kid, signature: "kid/1|features:x, emoji"),
          MetricRecord(name: "diversity", value: 9, signature: "diversity/1|features:x, emoji"),
        ])
    }
    let arm = try readSpec(SweepArm.self, from: ["name": "a", "set": [:]], path: "a.json").spec
    let json = SweepReport(
      name: "s", question: nil, arms: [.init(arm: arm, runs: [run(0, 1.2), run(1, 1.4)])]
    ).json
    let scores = try #require(json["arms"]?.elements?.first?["scores"]?.elements)
    #expect(scores[0]["better"] == nil)
    #expect(scores[1]["better"] == "lower")
    #expect(scores[2]["better"] == .null)
    // Neither end is cut to where shares lie.
    #expect(try #require(scores[1]["low"]?.double) < 0.2)
    #expect(try #require(scores[1]["high"]?.double) > 2)
    #expect(json["interval"]?.string?.hasSuffix("cut to the values that a score can have") == true)
    let lines = sweepTable(of: json).split(separator: "\n")
    #expect(
      lines[0] == "arm  overall  95% interval  kid (lower is better)     diversity  seeds  training"
    )
    #expect(lines[1].contains("1.300 (0.02938 to 2.571)"))
  }
}
