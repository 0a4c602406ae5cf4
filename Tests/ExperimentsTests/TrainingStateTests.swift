import Adversarial
import Experiments
import Files
import Tensors
import TestSupport
import Testing
import TextToImage

@Suite struct TrainingStateTests {
  @Test(arguments: [1, 3, 5])
  func aResumedTrainingGivesTheSameBits(_ stop: Int) throws {
    let spec = try tinySpec()
    let straight = try Trainer(spec)
    #expect(try straight.run(Watcher()))
    try withTemporaryFolder { folder in
      let first = try Trainer(spec)
      #expect(try !first.run(Watcher(stoppingAfter: stop)))
      #expect(first.doneSteps == stop)
      try writeFile(first.serializedState(), to: "\(folder)/state.safetensors")
      let second = try Trainer(spec, resuming: "\(folder)/state.safetensors")
      #expect(second.doneSteps == stop)
      #expect(second.stage == first.stage)
      #expect(second.serializedState() == first.serializedState())
      #expect(try second.run(Watcher()))
      #expect(second.serializedState() == straight.serializedState())
    }
  }

  @Test func damagedStatesAreRefused() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/state.safetensors"
      var bytes = try Trainer(try tinySpec()).serializedState()
      bytes[bytes.count / 2] ^= 1
      try writeFile(bytes, to: path)
      #expect(throws: InputError.self) { _ = try Trainer(try tinySpec(), resuming: path) }
      try writeFile(bytes.dropLast(100), to: path)
      #expect(throws: InputError.self) { _ = try Trainer(try tinySpec(), resuming: path) }
      #expect(throws: InputError.self) { _ = try Trainer(try tinySpec(), resuming: "\(path).no") }
    }
  }

  @Test func aCountOfStepsThatIsNoneIsRefusedByName() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/state.safetensors"
      let state = try Trainer(try tinySpec()).serializedState()
      for (count, found) in [("-1", "-1"), ("null", "null"), (nil, "nothing")] {
        var file = try SafetensorsFile(bytes: state, path: path)
        file.metadata["optimizer_steps"] = count.map { #"{"text_encoder":\#($0)}"# } ?? "{}"
        file.sealContent()
        try writeFile(file.serialized, to: path)
        let error = #expect(throws: InputError.self) {
          _ = try Trainer(try tinySpec(), resuming: path)
        }
        #expect(
          error?.description == "\(path): optimizer_steps: $.text_encoder: "
            + "expected a whole number, 0 or more, found \(found)")
      }
    }
  }

  private func tinySpec() throws -> TrainingSpec {
    let text = """
      {"kind": "train", "name": "tiny", "dataset": {"size": 16},
       "textEncoder": {"width": 16, "heads": 2, "layers": 1, "vocabularySize": 128, "captions": 1000,
         "length": 16,
         "pretraining": {"steps": 2, "batchSize": 2}},
       "generator":
         {"slots": 2, "codeWidth": 4, "codes": 16, "width": 16, "mixers": 1, "paint": 8},
       "discriminator": {"fineChannels": 8, "coarseChannels": 8, "lastChannels": 8},
       "regularizer": {"every": 2},
       "warmup": {"steps": 2, "batchSize": 2},
       "training": {"steps": 3, "batchSize": 2, "headStart": 1}}
      """
    let json = try JSONValue.parse(Array(text.utf8), path: "tiny.json")
    return try readSpec(TrainingSpec.self, from: json, path: "tiny.json").spec
  }
}
