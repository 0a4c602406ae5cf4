import Files
import Foundation
import Imaging
import Tensors
import TestSupport
import Testing
import TextToImage

@Suite struct RerunTests {
  @Test func aPictureComesOutTheSame() throws {
    let model = try TinyRun.model()
    try withTemporaryFolder { folder in
      try draw(["a red circle"], model, to: "a.png", in: folder)
      let before = try bytes("a.png", folder)
      let rerun = try limn("rerun", "a.png", "--model", model, "-o", "b.png", in: folder)
      #expect(rerun.status == 0)
      #expect(rerun.output == "b.png\nidentical\n")
      #expect(rerun.errors.isEmpty)
      #expect(try bytes("b.png", folder) == before)
      #expect(try bytes("a.png", folder) == before)
      let again = try limn("rerun", "a.png", "--model", model, "-o", "b.png", in: folder)
      #expect(again.status == 73)
      try writeFile(Array("old".utf8), to: "\(folder)/b.png")
      let forced = try limn(
        "rerun", "a.png", "--model", model, "-o", "b.png", "--force", in: folder)
      #expect(forced.status == 0)
      #expect(forced.output == "b.png\nidentical\n")
      #expect(try bytes("b.png", folder) == before)
      let json = try limn("rerun", "a.png", "--model", model, "--json", in: folder)
      #expect(json.output.contains(#""first_divergence":null,"original":"a.png""#))
      #expect(json.output.contains(#""verdict":"identical""#))
    }
  }

  @Test func aGridComesOutTheSame() throws {
    let model = try TinyRun.model()
    try withTemporaryFolder { folder in
      try draw(
        ["a red circle", "two stars", "--seed", "3,0-1", "--truncation", "0.5", "--grid"], model,
        to: "g.png", in: folder)
      let rerun = try limn("rerun", "g.png", "--model", model, "-o", "h.png", in: folder)
      #expect(rerun.status == 0)
      #expect(try bytes("h.png", folder) == bytes("g.png", folder))
      // As if the last picture of the grid were another model's.
      let hash = try sha256(readFile(model))
      try rewrite("\(folder)/g.png", to: "\(folder)/i.png") { text in
        guard let last = text.ranges(of: hash).last else { return text }
        return text.replacingCharacters(in: last, with: String(repeating: "0", count: 64))
      }
      let mixed = try limn("rerun", "i.png", "--model", model, in: folder)
      #expect(mixed.status == 65)
      #expect(
        mixed.errors == "limn: i.png: limn_grid: expected pictures of one model, found several\n")
    }
  }

  @Test func theModelIsFoundByItsHash() throws {
    let model = try TinyRun.model()
    try withTemporaryFolder { folder in
      try draw(["a red circle"], model, to: "a.png", in: folder)
      let unknown = try limn("rerun", "a.png", in: folder)
      #expect(unknown.status == 66)
      #expect(unknown.output.isEmpty)
      #expect(unknown.errors.hasPrefix("limn: a.png: expected the model that drew it, SHA-256 "))
      let runs = "\(TinyRun.folder)/runs"
      #expect(try limn("rerun", "a.png", "--runs", runs, in: folder).status == 0)
      var flipped = try Data(contentsOf: URL(fileURLWithPath: model))
      flipped[flipped.count - 1] ^= 1
      try flipped.write(to: URL(fileURLWithPath: "\(folder)/m.safetensors"))
      let changed = try limn("rerun", "a.png", "--model", "m.safetensors", in: folder)
      #expect(changed.status == 102)
      #expect(changed.errors.contains("m.safetensors: expected the model that drew a.png"))
      #expect(try limn("rerun", "a.png", "--model", "none", in: folder).status == 66)
    }
  }

  @Test func modelsThatShipAreFoundByTheirHash() throws {
    try withTemporaryFolder { folder in
      let emoji = "\(packageRoot)/experiments/emoji-64/model.safetensors"
      try draw(["a tractor"], emoji, to: "a.png", in: folder)
      #expect(try limn("rerun", "a.png", in: folder).output == "identical\n")
      let outlines = "outlines/00000.png"
      _ = try limn("dataset", "sample", "-n", "1", "--outlines", "-o", "outlines", in: folder)
      _ = try limn("translate", outlines, "a red circle", "-o", "b.png", in: folder)
      let translation = try limn("rerun", "b.png", "--source", outlines, in: folder)
      #expect(translation.output == "identical\n", "\(translation.errors)")
    }
  }

  @Test func otherWeightsUnderTheSameHashAreDrift() throws {
    let model = try TinyRun.model()
    try withTemporaryFolder { folder in
      try draw(["a red circle"], model, to: "a.png", in: folder)
      for (prefix, stage) in [
        ("text_encoder.", "text_encoder.tokens"), ("generator.", "generator.memory"),
      ] {
        try disturb(model, tensors: prefix, to: "\(folder)/m.safetensors")
        let hash = try sha256(readFile("\(folder)/m.safetensors"))
        try rewrite("\(folder)/a.png", to: "\(folder)/b.png") { text in
          text.replacing(try sha256(readFile(model)), with: hash)
        }
        let rerun = try limn("rerun", "b.png", "--model", "m.safetensors", in: folder)
        #expect(rerun.status == 104)
        #expect(rerun.output.contains("the first difference is at \(stage), "))
        #expect(rerun.output.split(separator: "\n").count == 1)
      }
    }
  }

  @Test func anEditedPictureIsAChangedInput() throws {
    let model = try TinyRun.model()
    try withTemporaryFolder { folder in
      try draw(["a red circle"], model, to: "a.png", in: folder)
      var (image, text) = try PNG.read("\(folder)/a.png")
      image.pixels[0] ^= 1
      try PNG.write(image, text: text, to: "\(folder)/b.png")
      let edited = try limn("rerun", "b.png", "--model", model, in: folder)
      #expect(edited.status == 102)
      #expect(edited.errors.contains("the picture was changed after it was drawn"))
      try PNG.write(image, to: "\(folder)/c.png")
      let foreign = try limn("rerun", "c.png", "--model", model, in: folder)
      #expect(foreign.status == 65)
      #expect(foreign.errors.contains("expected a picture that limn drew"))
      text = text.map { ($0.key, $0.value.replacing(#""schema":1"#, with: #""schema":2"#)) }
      try PNG.write(image, text: text, to: "\(folder)/d.png")
      let newer = try limn("rerun", "d.png", "--model", model, in: folder)
      #expect(newer.status == 65)
      #expect(newer.errors.contains("a newer version of limn wrote it"))
      #expect(try limn("rerun", "none.png", in: folder).status == 66)
      #expect(try limn("rerun", "latest", "--model", model, in: folder).status == 64)
      #expect(try limn("rerun", "a.png", "-o", "b.jpg", in: folder).status == 64)
    }
  }

  @Test func aTrainingRunComesOutTheSame() throws {
    _ = try TinyRun.outcome.get()
    try withTemporaryFolder { folder in
      let runs = "\(folder)/runs"
      let rerun = try limn("rerun", "runs/00000-tiny", "--runs", runs, in: TinyRun.folder)
      #expect(rerun.status == 0)
      #expect(rerun.output == "\(runs)/00000-tiny\nidentical\n")
      #expect(rerun.errors.hasPrefix("limn: guarantee: bitwise ("))
      let drift = try JSONValue.parse(readFile("\(runs)/00000-tiny/drift.json"), path: "drift")
      #expect(drift["schema"] == "limn-drift/1")
      #expect(drift["verdict"] == "identical")
      #expect(drift["metrics"]?["identical_lines"] == 7)
      let record = try JSONValue.parse(readFile("\(runs)/00000-tiny/run.json"), path: "run")
      let original = "runs/00000-tiny/run.json"
      #expect(
        record["parent"] == [
          "id": "00000-tiny", "record": .string(original),
          "record_sha256": .string(sha256(try readFile("\(TinyRun.folder)/\(original)"))),
          "relation": "rerun",
        ])
    }
  }

  /// A folder with copies of tiny.json, its kept record, and its run.
  private func withCopy(_ body: (String) throws -> Void) throws {
    _ = try TinyRun.outcome.get()
    try withTemporaryFolder { folder in
      try makeFolder("\(folder)/runs")
      for name in ["tiny.json", "record.json", "runs/00000-tiny"] {
        try FileManager.default.copyItem(
          atPath: "\(TinyRun.folder)/\(name)", toPath: "\(folder)/\(name)")
      }
      try body(folder)
    }
  }

  @Test func aKeptRecordIsComparedWithWhatItTellsOf() throws {
    try withCopy { folder in
      let runs = "\(folder)/runs"
      let kept = try limn("rerun", "record.json", "--runs", runs, "--json", in: TinyRun.folder)
      #expect(kept.status == 0)
      #expect(kept.output.contains(#""verdict":"identical""#))
      #expect(kept.output.contains(#""kind":"bitwise""#))
      // The rerun of the kept record is named like the record, and is not what it is compared with.
      try edit(
        "\(runs)/00001-tiny/run.json", #""status": "completed""#, #""status": "interrupted""#)
      let resumed = try limn("resume", "1", "--runs", runs, in: TinyRun.folder)
      #expect(resumed.status == 0, "\(resumed.errors)")
      #expect(resumed.output == "\(runs)/00001-tiny\nidentical\n")
      // What is complete is compared again where that was lost.
      try removeFile("\(runs)/00001-tiny/drift.json")
      let compared = try limn("resume", "\(runs)/00001-tiny", in: TinyRun.folder)
      #expect(compared.output == "\(runs)/00001-tiny\nidentical\n")
      #expect(compared.errors == "limn: the run is complete\n")
    }
  }

  @Test func fromElsewhereInputsAreFoundAndRerunsLieBesideTheirOriginal() throws {
    try withCopy { folder in
      try makeFolder("\(folder)/elsewhere")
      let moved = try limn("rerun", "../runs/00000-tiny", in: "\(folder)/elsewhere")
      #expect(moved.output == "../runs/00001-tiny\nidentical\n", "\(moved.errors)")
      let list = try limn("runs", in: folder).output
      #expect(list.contains("00001-tiny  train  completed"))
      #expect(list.hasSuffix("rerun of 00000-tiny\n"))
      let inside = try limn("rerun", ".", in: "\(folder)/runs/00000-tiny")
      #expect(inside.output == "./../00002-tiny\nidentical\n", "\(inside.errors)")
    }
  }

  @Test func whatIsNoSoundRecordIsRefused() throws {
    try withCopy { folder in
      try edit("\(folder)/record.json", #""seed": 0"#, #""seed": 1"#)
      let edited = try limn("rerun", "record.json", in: folder)
      #expect(edited.status == 102)
      #expect(edited.errors.contains("the record was edited by hand"))
      #expect(try limn("rerun", "tiny.json", in: folder).status == 65)
    }
  }

  @Test func anotherRunOfTheSameNameAndSpecIsNotWhatARerunIsComparedWith() throws {
    try withCopy { folder in
      let runs = "\(folder)/runs"
      try makeFolder("\(folder)/elsewhere")
      #expect(try limn("rerun", "../runs/00000-tiny", in: "\(folder)/elsewhere").status == 0)
      try edit("\(runs)/00001-tiny/run.json", "../runs/00000-tiny/run.json", "gone/run.json")
      try removeFile("\(runs)/00001-tiny/drift.json")
      let config = try JSONValue.parse(readFile("\(runs)/00001-tiny/config.json"), path: "config")
      try writeFile(config.canonicalText().utf8, to: "\(folder)/other.json")
      removeFolder("\(runs)/00000-tiny")
      #expect(
        try limn("run", "other.json", "--runs", "elsewhere/runs", in: folder).status == 0)
      try FileManager.default.moveItem(
        atPath: "\(folder)/elsewhere/runs/00000-tiny", toPath: "\(runs)/00000-tiny")
      let lost = try limn("resume", "1", in: folder)
      #expect(
        lost.errors.contains(
          "limn: warning: nothing to compare the rerun with: gone/run.json: expected what was run "
            + "before, found none of that record\n"), "\(lost.errors)")
    }
  }

  @Test func differentParametersAreNamedByDiff() throws {
    _ = try TinyRun.outcome.get()
    try withTemporaryFolder { folder in
      try makeFolder("\(folder)/runs")
      for copy in ["00000-tiny", "00001-tiny"] {
        try FileManager.default.copyItem(
          atPath: "\(TinyRun.folder)/runs/00000-tiny", toPath: "\(folder)/runs/\(copy)")
      }
      #expect(try !limn("runs", "diff", "0", "1", in: folder).output.contains("checksums.jsonl"))
      let path = "\(folder)/runs/00001-tiny/checksums.jsonl"
      var lines = String(decoding: try readFile(path), as: UTF8.self).split(separator: "\n")
      let hashes = try #require(lines[3].range(of: #""checksums":[""#))
      lines[3].replaceSubrange(
        hashes.upperBound..<lines[3].index(after: hashes.upperBound), with: "-")
      try writeFile(Array((lines.joined(separator: "\n") + "\n").utf8), to: path)
      let difference = try limn("runs", "diff", "0", "1", in: folder)
      #expect(difference.status == 0)
      #expect(
        difference.output.hasSuffix(
          "checksums.jsonl first differs at warmup, step 3, parameters, "
            + "tensor text_encoder.tokens.table\n"))
      let json = try limn("runs", "diff", "0", "1", "--json", in: folder)
      #expect(json.status == 0)
      #expect(json.output.filter(\.isNewline).count == 1)
      let told = try JSONValue.parse(Array(json.output.utf8), path: "output")
      for subject in ["config", "inputs", "code", "machine", "metrics", "outputs"] {
        #expect(told[subject] == [])
      }
      #expect(told["first_divergence"] == .null)
      #expect(
        told["first_parameter_divergence"] == [
          "name": "parameters", "stage": "warmup", "step": 3,
          "tensor": "text_encoder.tokens.table",
        ])
    }
  }

  @Test func changedInputsStopARerunAndOtherMetricsAreDrift() throws {
    _ = try TinyRun.outcome.get()
    try withTemporaryFolder { folder in
      try FileManager.default.copyItem(
        atPath: "\(TinyRun.folder)/tiny.json", toPath: "\(folder)/tiny.json")
      try makeFolder("\(folder)/runs")
      let run = "\(folder)/runs/00000-tiny"
      try FileManager.default.copyItem(atPath: "\(TinyRun.folder)/runs/00000-tiny", toPath: run)
      let metrics = String(decoding: try readFile("\(run)/metrics.jsonl"), as: UTF8.self)
      let lines = metrics.split(separator: "\n")
      let third = lines[2].replacing(#""reconstruction":"#, with: #""reconstruction":1"#)
      #expect(third != lines[2])
      let edited = metrics.replacing(lines[2], with: third)
      try writeFile(Array(edited.utf8), to: "\(run)/metrics.jsonl")
      try removeFile("\(run)/model.safetensors")
      let drifted = try limn("rerun", "0", in: folder)
      #expect(drifted.status == 104)
      #expect(
        drifted.errors.hasPrefix(
          "limn: warning: runs/00000-tiny/model.safetensors is gone; the rerun is compared with its "
            + "record\n"))
      #expect(
        drifted.output == "runs/00001-tiny\ndrifted: the same inputs gave other outputs; "
          + "the first difference is at warmup, step 3, reconstruction\n")
      let difference = try limn("runs", "diff", "0", "1", in: folder).output
      #expect(difference.contains("config: the same\n"))
      #expect(difference.contains("metrics.jsonl first differs at warmup, step 3"))
      // As if the rerun had been interrupted just before its end.
      let rerun = "\(folder)/runs/00001-tiny"
      try FileManager.default.removeItem(atPath: "\(rerun)/drift.json")
      try edit("\(rerun)/run.json", #""status": "completed""#, #""status": "interrupted""#)
      let resumed = try limn("resume", "1", in: folder)
      #expect(resumed.status == 104)
      #expect(resumed.output == drifted.output)
      #expect(fileExists("\(rerun)/drift.json"))

      try writeFile(Array("\(tinySpec) ".utf8), to: "\(folder)/tiny.json")
      let changed = try limn("rerun", "0", in: folder)
      #expect(changed.status == 102)
      #expect(changed.output == "inputs-changed: nothing was run\n")
      let json = try limn("rerun", "0", "--json", in: folder)
      #expect(json.status == 102)
      #expect(json.output.contains(#""verdict":"inputs-changed""#))
      #expect(changed.errors.contains("found tiny.json of SHA-256 "))
      try FileManager.default.removeItem(atPath: "\(folder)/tiny.json")
      #expect(try limn("rerun", "0", in: folder).errors.contains("found no tiny.json"))
      let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/runs").sorted()
      #expect(names == [".numbers", "00000-tiny", "00001-tiny"])
    }
  }

  @Test func modelsAreComparedByTheirTensors() throws {
    let model = try TinyRun.model()
    try withTemporaryFolder { folder in
      try FileManager.default.copyItem(
        atPath: "\(TinyRun.folder)/tiny.json", toPath: "\(folder)/tiny.json")
      try makeFolder("\(folder)/runs")
      let run = "\(folder)/runs/00000-tiny"
      try FileManager.default.copyItem(atPath: "\(TinyRun.folder)/runs/00000-tiny", toPath: run)
      var hash = try sha256(readFile(model))
      for (tensors, status, words) in [
        ("generator.", 104, "outputs, model.safetensors (generator."),
        (nil, 0, "outputs, model.safetensors (metadata only)"),
      ] as [(String?, Int32, String)] {
        try disturb(model, tensors: tensors, to: "\(run)/model.safetensors")
        let other = try sha256(readFile("\(run)/model.safetensors"))
        try edit("\(run)/run.json", hash, other)
        hash = other
        let rerun = try limn("rerun", "0", in: folder)
        #expect(rerun.status == status)
        #expect(rerun.output.contains(words))
      }
    }
  }

  private func draw(_ arguments: [String], _ model: String, to name: String, in folder: String)
    throws
  {
    let outcome = try run(
      program: programPath(), ["generate"] + arguments + ["--model", model, "-o", name], input: "",
      in: folder)
    #expect(outcome.status == 0)
  }

  /// Writes the model at `path` with other provenance, and with the numbers of every tensor under
  /// `prefix` turned around.
  private func disturb(_ path: String, tensors prefix: String?, to other: String) throws {
    let file = try SafetensorsFile(path: path)
    var changed = SafetensorsFile(metadata: file.metadata)
    changed.metadata["provenance"] = #"{"name":"other"}"#
    for entry in file.entries {
      if let prefix, entry.name.hasPrefix(prefix), let floats = entry.floats {
        changed.append(entry.name, shape: entry.shape, floats: floats.map { 0.25 - $0 })
      } else {
        changed.append(
          entry.name, dtype: entry.dtype, shape: entry.shape, bytes: Array(entry.bytes))
      }
    }
    changed.sealContent()
    try writeFile(changed.serialized, to: other)
  }

  /// Writes the picture at `path` with other text.
  private func rewrite(
    _ path: String, to other: String, _ change: (String) throws -> String
  ) throws {
    let (image, text) = try PNG.read(path)
    try PNG.write(image, text: text.map { ($0.key, try change($0.value)) }, to: other)
  }

  private func bytes(_ name: String, _ folder: String) throws -> [UInt8] {
    try readFile("\(folder)/\(name)")
  }
}
