import Datasets
import Experiments
import Files
import Imaging
import Testing

@Suite struct LabelTrainingTests {
  /// Four pictures of each concept, with one caption each.
  private struct Pictures: CaptionedPictures {
    let name = "tiny"
    let hash = "0"
    let entries: [CaptionedEntry]

    init(_ captions: [(concept: String, caption: String)]) {
      entries = captions.flatMap { concept, caption in
        (0..<4).map {
          CaptionedEntry(
            id: "\(concept)-\($0)", captions: [caption], concept: concept, isHeldOut: $0 == 3)
        }
      }
    }

    func picture(_ index: Int, side: Int) -> RGBImage {
      RGBImage(
        width: side, height: side,
        pixels: [UInt8](repeating: UInt8(index * 9), count: side * side * 3))
    }
  }

  private func spec() throws -> TrainingSpec {
    let json = try tinyJSON(
      #""wrongPairs": 0, "textEncoder": {"architecture": "labels", \#(tinyText)}"#,
      training: #""steps": 1"#)
    return try readSpec(from: json, path: "labels.json").spec
  }

  @Test func theConceptsThatCaptionsNameAreTheLabels() throws {
    let data = TrainingData(
      pictures: Pictures([
        ("ankle boot", "a photo of an Ankle Boot"), ("boot", "a boot"), ("hat", "something else"),
      ]))
    let model = try Trainer(spec(), on: data).model
    #expect(try model.labels == ["ankle boot", "boot"])
    #expect(try model.read("An ankle boot, black").labels == ["ankle boot"])
    #expect(try model.read("a photo of a boot").labels == ["boot"])
    #expect(try model.read("a photo").labels == [])
  }

  @Test func theShapesWorldHasItsAttributes() throws {
    let model = try Trainer(spec()).model
    #expect(Set(try model.labels) == Set(ShapesWorld.attributes))
    #expect(
      try model.read("Two red circles and a large star").labels
        == ["red", "large", "two", "circles", "star"])
    #expect(
      try Trainer(
        try readSpec(
          from: tinyJSON("", training: #""steps": 1"#), path: "x"
        ).spec
      ).model.read("a star").labels == nil)
  }

  @Test func captionsThatNameNoConceptsAreRefused() throws {
    let data = TrainingData(
      pictures: Pictures([("boot", "a boot"), ("hat", "a cap"), ("1f600", "a grin")]))
    let error = try #require(throws: InputError.self) { try Trainer(spec(), on: data) }
    #expect("\(error)".contains("two or more concepts"), "\(error)")
  }

  @Test func labelsThatAreNoneOrTheSameAreLeftOut() throws {
    let data = TrainingData(
      pictures: Pictures([
        ("Boot", "a Boot"), ("boot", "a boot"), (" ", "a hat or so"), ("cap", "a cap"),
      ]))
    #expect(try Trainer(spec(), on: data).model.labels == ["boot", "cap"])
  }

  @Test(
    arguments: [
      #""recipe": "gan", "wrongPairs": 1"#, #""recipe": "gan-cls", "wrongPairs": 0"#,
      #""recipe": "slots", "wrongPairs": 0"#,
    ])
  func wrongCaptionsOfShapesNameTheSameAndAreRefused(_ changes: String) throws {
    let json = try tinyJSON(
      changes + #", "textEncoder": {"architecture": "labels", \#(tinyText)}"#,
      training: #""steps": 1"#)
    let error = try #require(throws: SpecError.self) {
      let _: ResolvedSpec<TrainingSpec> = try readSpec(from: json, path: "labels.json")
    }
    #expect(error.problems.map(\.path).contains("$.textEncoder.architecture"))
  }

  @Test func everyAttributeOfPlainCaptionsIsALabel() throws {
    let words = Set(ShapesWorld.attributes)
    for sample in (0..<400).map({ ShapesWorld.sample(seed: 5, index: $0) }) {
      let caption = sample.caption.lowercased()
      let told = caption.split { !$0.isLetter && !$0.isNumber }.map(String.init)
      let named = told.count(where: words.contains) + (caption.contains("a pair") ? 1 : 0)
      let facts = sample.description.groups.reduce(sample.description.background == nil ? 0 : 1) {
        $0 + 1 + ($1.color == nil ? 0 : 1) + ($1.size == nil ? 0 : 1) + ($1.count > 1 ? 1 : 0)
      }
      #expect(named >= facts, "\(caption)")
    }
  }
}
