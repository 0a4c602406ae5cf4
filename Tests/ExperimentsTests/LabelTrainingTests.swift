import Datasets
import Experiments
import Files
import Imaging
import Testing

@Suite struct LabelTrainingTests {
  /// Four pictures of each concept, with one caption each.
  private struct Pictures: CaptionedPictures {
    let name = "tiny"
    let licence = "none"
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
      #""textEncoder": {"architecture": "labels", \#(tinyText)}"#, training: #""steps": 1"#)
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
    #expect(try model.labels == ShapesWorld.attributes)
    #expect(
      try model.read("Two red circles and a large star").labels
        == ["red", "large", "two", "star", "circles"])
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
}
