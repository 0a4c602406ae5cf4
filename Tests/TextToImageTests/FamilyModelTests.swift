import Adversarial
import Files
import Language
import Tensors
import Testing
import TextToImage

@Suite("Models of the family") struct FamilyModelTests {
  @Test("are read back as they were written", arguments: GeneratorKind.allCases)
  func roundTrip(_ kind: GeneratorKind) throws {
    for text in TextEncoder.Architecture.allCases {
      let model = try tinyModel(kind, text)
      let bytes = model.serialized(provenance: ["name": "tiny"])
      let again = try Model(bytes: bytes, path: "m")
      #expect(again.serialized(provenance: ["name": "tiny"]) == bytes)
      #expect(again.generator.configuration.json == model.generator.configuration.json)
      #expect(again.textEncoder.configuration == model.textEncoder.configuration)
      let pictures = try [model, again].map {
        try $0.picture(of: $0.read("a red circle").text, seed: 5).pixels
      }
      #expect(pictures[0] == pictures[1])
    }
  }

  @Test("draw the same bytes alone and among others", arguments: GeneratorKind.allCases)
  func independence(_ kind: GeneratorKind) throws {
    let model = try tinyModel(kind, .gru)
    let text = try model.read("a red circle").text
    let other = try model.read("two blue squares above a ring").text
    let alone = model.picture(of: text, seed: 7).pixels
    _ = model.picture(of: other, seed: 7)
    #expect(model.picture(of: text, seed: 7).pixels == alone)
    #expect(model.picture(of: text, seed: 8).pixels != alone)
    #expect(model.picture(of: other, seed: 7).pixels != alone)
    let typical = model.picture(of: text, seed: 1, truncation: 0).pixels
    #expect(model.picture(of: text, seed: 2, truncation: 0).pixels == typical)
    #expect(model.picture(of: other, seed: 1, truncation: 0).pixels != typical)
  }

  @Test(
    "fields that make no sense are refused by name",
    arguments: [
      (GeneratorKind.residual, #""side":16"#, #""side":24"#, "generator.side"),
      (.residual, #""channels":3"#, #""channels":513"#, "generator.channels"),
      (.residual, #""channels":3"#, #""channels":4"#, "generator.seed.weight"),
      (.style, #""layers":2"#, #""layers":65"#, "generator.layers"),
      (.style, #""layers":2"#, #""layers":3"#, "generator.mapping.layers.2"),
      (.style, #""width":8"#, #""width":0"#, "generator.width"),
      (.unet, #""choices":[20,30]"#, #""choices":[20,31]"#, "generator.noise_words.table"),
      (.unet, #""choices":[20,30]"#, #""choices":[20,0]"#, "generator.choices[1]"),
      (.unet, #""choices":[20,30]"#, #""choices":2"#, "generator.choices"),
      (.unet, #""text_width":16"#, #""text_width":18"#, "generator.text_width"),
      (.style, #""kind":"style""#, #""kind":"styles""#, "generator.kind"),
      (.style, #""architecture":"gru""#, #""architecture":"lstm""#, "text_encoder.architecture"),
      (.style, #""architecture":"gru""#, #""architecture":1"#, "text_encoder.architecture"),
      (.conditional, #""side":16"#, #""side":24"#, "generator.side"),
      (.conditional, #""channels":2"#, #""channels":3"#, "generator.blocks.0.convolution.weight"),
      (.style, #""width":16}"#, #""width":15}"#, "text_encoder.width"),
      (.style, #""architecture":"gru","#, "", "text_encoder.layers"),
    ])
  func faults(_ kind: GeneratorKind, _ old: String, _ new: String, _ place: String) throws {
    try expectFault(of: tinyModel(kind, .gru), replacing: old, with: new, at: place)
  }

  @Test(
    "labels that make no sense are refused by name",
    arguments: [
      (#"[[5],[6,7],[8]]"#, "[[5],[],[8]]", "text_encoder.labels[1]: expected one piece or more"),
      (#"[[5],[6,7],[8]]"#, "[[5],3,[8]]", "text_encoder.labels[1]: expected an array, found 3"),
      (#"[[5],[6,7],[8]]"#, "[[5],[-1],[8]]", "text_encoder.labels[1][0]"),
      (#"[[5],[6,7],[8]]"#, "[[5],[9999999],[8]]", "text_encoder.labels[1][0]"),
      (#"[[5],[6,7],[8]]"#, "[]", "text_encoder.labels: expected labels"),
      (#"[[5],[6,7],[8]]"#, "[[5],[6,7]]", "text_encoder.labels.table"),
    ])
  func labelFaults(_ old: String, _ new: String, _ place: String) throws {
    try expectFault(of: tinyModel(.conditional, .labels), replacing: old, with: new, at: place)
  }

  @Test("a transformer is written as it was before there were others") func transformer() throws {
    let bytes = try tinyModel().serialized(provenance: [:])
    let text = try #require(SafetensorsFile(bytes: bytes, path: "m").metadata["architecture"])
    #expect(!text.contains(#""architecture""#))
    #expect(text.contains(#""has_positions":true"#))
  }
}

/// Checks that a model whose architecture says `new` for `old` is refused with an error of `place`.
private func expectFault(
  of model: Model, replacing old: String, with new: String, at place: String
) throws {
  var file = try SafetensorsFile(bytes: model.serialized(provenance: [:]), path: "m")
  let text = try #require(file.metadata["architecture"])
  #expect(text.contains(old), "\(text)")
  file.metadata["architecture"] = text.replacing(old, with: new)
  file.sealContent()
  let changed = file.serialized
  let error = try #require(throws: InputError.self) { try Model(bytes: changed, path: "m") }
  #expect("\(error)".contains(place), "\(error)")
}
