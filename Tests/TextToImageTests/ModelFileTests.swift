import Files
import Imaging
import Tensors
import Testing
import TextToImage

@Suite("Model files") struct ModelFileTests {
  private let bytes: [UInt8]
  private let original: Model

  init() throws {
    original = try tinyModel()
    bytes = original.serialized(provenance: ["name": "tiny"])
  }

  private func fault(_ bytes: [UInt8]) throws -> InputError {
    let error = try #require(throws: InputError.self) {
      try Model(bytes: bytes, path: "m.safetensors")
    }
    #expect(error.path.hasPrefix("m.safetensors"))
    #expect(error.kind == .invalid)
    return error
  }

  /// The file with one change, its content sealed again as if it had been written so.
  private func changed(_ change: (inout SafetensorsFile) -> Void) throws -> [UInt8] {
    var file = try SafetensorsFile(bytes: bytes, path: "m.safetensors")
    change(&file)
    file.sealContent()
    return file.serialized
  }

  @Test func theContentsHashIsOfTheMetadataToo() throws {
    var file = SafetensorsFile(metadata: ["format": "x", "words": "[\"red\"]"])
    file.append("a", dtype: .u8, shape: [2], bytes: [1, 2])
    file.sealContent()
    try file.checkContent(path: "x")
    file.metadata["words"] = "[\"blue\"]"
    #expect(throws: InputError.self) { try file.checkContent(path: "x") }
    file.metadata["words"] = nil
    #expect(throws: InputError.self) { try file.checkContent(path: "x") }
  }

  @Test("what is read back draws the same pictures and writes the same bytes") func roundTrip()
    throws
  {
    let again = try Model(bytes: bytes, path: "m.safetensors")
    #expect(again.serialized(provenance: ["name": "tiny"]) == bytes)
    let prompt = "a red circle"
    let expected = original.picture(of: try original.read(prompt).text, seed: 5)
    #expect(again.picture(of: try again.read(prompt).text, seed: 5).pixels == expected.pixels)
    #expect(again.tokenizer.words == ["a", "circle", "red"])
    let header = try ModelHeader(try SafetensorsFile(bytes: bytes, path: "m"), path: "m")
    #expect(header.name == "tiny")
    #expect(header.generator.json == original.generator.configuration.json)
  }

  @Test("a cut file is refused", arguments: [0, 7, 8, 500, -1, -4000]) func cut(_ at: Int) throws {
    _ = try fault(Array(bytes.prefix(at < 0 ? bytes.count + at : at)))
  }

  @Test("a flipped bit is noticed, wherever it is", arguments: [0.2, 0.4, 0.6, 0.8, 0.999])
  func flipped(_ place: Double) throws {
    var damaged = bytes
    damaged[Int(place * Double(bytes.count))] ^= 0x10
    _ = try fault(damaged)
  }

  @Test("files of others are refused by name") func foreign() throws {
    let other = SafetensorsFile(metadata: ["format": "pt"]).serialized
    #expect(try fault(other).found.contains("pt"))
    #expect(try fault(SafetensorsFile(metadata: [:]).serialized).found.contains("something else"))
    _ = try fault(Array("not a model at all".utf8))
  }

  @Test(
    "a newer or older version is refused with advice",
    arguments: [("3", "update this one"), ("1", "train it again")])
  func otherVersion(_ version: String, _ advice: String) throws {
    let error = try fault(try changed { $0.metadata["version"] = version })
    #expect(error.found == "version \(version)")
    #expect(error.hint?.contains(advice) == true)
  }

  @Test("an array of another shape is refused by name") func wrongShape() throws {
    let text = try #require(
      SafetensorsFile(bytes: bytes, path: "m").metadata["architecture"])
    let wider = text.replacing(#""paint":8"#, with: #""paint":9"#)
    #expect(wider != text)
    let error = try fault(try changed { $0.metadata["architecture"] = wider })
    #expect("\(error)".contains("generator.painter"), "\(error)")
    let fewer = text.replacing(#""heads":2"#, with: #""heads":3"#)
    #expect(try fault(try changed { $0.metadata["architecture"] = fewer }).path.contains("heads"))
    let narrower = text.replacing(#""text_width":16"#, with: #""text_width":8"#)
    #expect(narrower != text)
    let unfit = try fault(try changed { $0.metadata["architecture"] = narrower })
    #expect(unfit.expected == "the text encoder's width, 16")
    let huge = text.replacing(#""code_width":4"#, with: #""code_width":4096"#)
      .replacing(#""codes":16"#, with: #""codes":65536"#)
    #expect(huge != text)
    #expect(
      "\(try fault(try changed { $0.metadata["architecture"] = huge }))".contains(
        "tensor \"generator."))
    let empty = try fault(try changed { $0.metadata["architecture"] = "{}" })
    #expect(
      empty.description == "m.safetensors: architecture: $.text_encoder: expected an object, "
        + "found nothing")
    let unnamed = text.replacing(#"["a","circle","red"]"#, with: #"["a",1,"red"]"#)
    #expect(
      try fault(try changed { $0.metadata["architecture"] = unnamed }).description
        == "m.safetensors: architecture: $.words[1]: expected a string, found 1")
    _ = try fault(try changed { $0.metadata["architecture"] = "}" })
  }

  @Test("a tokenizer of another size than the encoder's is refused by name") func vocabulary()
    throws
  {
    let text = try #require(
      SafetensorsFile(bytes: bytes, path: "m").metadata["architecture"])
    let size = original.tokenizer.vocabularySize
    let larger = text.replacing(
      "\"vocabulary_size\":\(size)", with: "\"vocabulary_size\":\(size + 1)")
    #expect(larger != text)
    let error = try fault(try changed { $0.metadata["architecture"] = larger })
    #expect(error.path == "m.safetensors: tokenizer.model")
    #expect(error.expected == "\(size + 1) pieces")
    #expect(error.found == "\(size)")
  }

  @Test("a missing file is missing") func missing() throws {
    let error = try #require(throws: InputError.self) { try Model.load("/nowhere/m.safetensors") }
    #expect(error.kind == .missing)
  }
}
