import Files
import Imaging
import Tensors
import Testing
import TextToImage

@Suite("Files of judges") struct JudgeFileTests {
  private let original: Judge
  private let bytes: [UInt8]

  init() throws {
    original = try tinyJudge()
    bytes = original.serialized(provenance: ["name": "tiny"])
  }

  private func fault(_ bytes: [UInt8]) throws -> InputError {
    let error = try #require(throws: InputError.self) {
      try StoredJudge(bytes: bytes, path: "j.safetensors")
    }
    #expect(error.path.hasPrefix("j.safetensors"))
    #expect(error.kind == .invalid)
    return error
  }

  /// The file with one change, its content sealed again as if it had been written so.
  private func changed(_ change: (inout SafetensorsFile) -> Void) throws -> [UInt8] {
    var file = try SafetensorsFile(bytes: bytes, path: "j.safetensors")
    change(&file)
    file.sealContent()
    return file.serialized
  }

  @Test("what is read back judges alike and writes the same bytes") func roundTrip() throws {
    let stored = try StoredJudge(bytes: bytes, path: "j.safetensors")
    #expect(stored.name == "tiny")
    #expect(stored.hash == sha256(bytes))
    #expect(stored.judge.serialized(provenance: ["name": "tiny"]) == bytes)
    let picture = RGBImage(width: 16, height: 16, color: RGBColor(red: 9, green: 99, blue: 199))
    #expect(stored.judge.vector(of: picture) == original.vector(of: picture))
    let reading = try stored.judge.read("a red dog")
    #expect(try reading.vector == original.read("a red dog").vector)
    #expect(reading.unknownWords == ["dog"])
  }

  @Test("a cut file is refused", arguments: [0, 8, 500, -1, -4000]) func cut(_ at: Int) throws {
    _ = try fault(Array(bytes.prefix(at < 0 ? bytes.count + at : at)))
  }

  @Test("a flipped bit is noticed, wherever it is", arguments: [0.2, 0.6, 0.999])
  func flipped(_ place: Double) throws {
    var damaged = bytes
    damaged[Int(place * Double(bytes.count))] ^= 0x10
    _ = try fault(damaged)
  }

  @Test("models and judges are not taken for each other") func otherKinds() throws {
    let model = try tinyModel().serialized(provenance: [:])
    let error = try fault(model)
    #expect(error.expected == "a Limn judge")
    #expect(error.found == "a Limn model")
    let reverse = try #require(throws: InputError.self) { try Model(bytes: bytes, path: "j") }
    #expect(reverse.expected == "a Limn model")
    #expect(reverse.found == "a Limn judge")
    let foreign = SafetensorsFile(metadata: ["format": "pt"]).serialized
    #expect(try fault(foreign).found.contains("pt"))
  }

  @Test("a newer version, or another architecture, is refused") func others() throws {
    let newer = try fault(try changed { $0.metadata["version"] = "2" })
    #expect(newer.expected == "a judge of format version 1")
    #expect(newer.hint?.contains("update this one") == true)
    let text = try #require(SafetensorsFile(bytes: bytes, path: "j").metadata["architecture"])
    for (side, place) in [("24", "$.image_encoder.side"), ("32", "image_encoder.output")] {
      let other = text.replacing(#""side":16"#, with: #""side":\#(side)"#)
      #expect(other != text)
      #expect("\(try fault(try changed { $0.metadata["architecture"] = other }))".contains(place))
    }
    #expect(throws: InputError.self) { try StoredJudge("/nowhere/j.safetensors") }
  }
}
