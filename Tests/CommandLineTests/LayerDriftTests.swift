import Files
import Foundation
import Imaging
import Tensors
import TestSupport
import Testing

@Suite struct LayerDriftTests {
  /// Draws a.png with the tiny model and calls `body` with its folder and the model's file.
  private func withPicture(_ body: (_ folder: String, _ model: String) throws -> Void) throws {
    let model = try TinyRun.model()
    try withTemporaryFolder { folder in
      let drawn = try limn("generate", "a red circle", "--model", model, "-o", "a.png", in: folder)
      #expect(drawn.status == 0)
      try body(folder, model)
    }
  }

  /// Writes the model at `path` with one weight of `tensor` changed.
  private func change(_ tensor: String, of path: String, to other: String) throws {
    let file = try SafetensorsFile(path: path)
    var changed = SafetensorsFile(metadata: file.metadata)
    for entry in file.entries {
      guard entry.name == tensor, var floats = entry.floats else {
        changed.append(entry.name, dtype: entry.dtype, shape: entry.shape, bytes: entry.bytes)
        continue
      }
      floats[floats.count / 2] += 0.5
      changed.append(entry.name, shape: entry.shape, floats: floats)
    }
    changed.sealContent()
    try writeFile(changed.serialized, to: other)
  }

  @Test(arguments: [
    ("text_encoder.blocks.0", "outer.bias"), ("generator.places.noise", "bias"),
    ("generator.looks.blocks.0", "outer.bias"), ("generator.painter.blocks.0", "modulation.bias"),
    ("generator.painter.paint", "convolution.weight"), ("generator.painter.background", "bias"),
  ])
  func aChangedWeightNamesItsLayer(_ layer: String, _ parameter: String) throws {
    try withPicture { folder, model in
      try change("\(layer).\(parameter)", of: model, to: "\(folder)/m.safetensors")
      let strict = try limn("rerun", "a.png", "--model", "m.safetensors", in: folder)
      #expect(strict.status == 102)
      let blind = try limn(
        "rerun", "a.png", "--model", "m.safetensors", "--despite-changes", in: folder)
      #expect(blind.status == 104)
      #expect(blind.errors.hasPrefix("limn: warning: m.safetensors: expected the model that drew"))
      let place = "drifted: changed inputs gave other outputs; the first difference is at \(layer)"
      #expect(blind.output == "\(place), output\n")
      let found = try limn(
        "rerun", "a.png", "--model", "m.safetensors", "--despite-changes", "--runs",
        "\(TinyRun.folder)/runs", in: folder)
      #expect(found.status == 104)
      #expect(found.output == "\(place), output, tensor \(layer).\(parameter)\n")
    }
  }

  @Test func theRightModelIsNoChange() throws {
    try withPicture { folder, model in
      let same = try limn("rerun", "a.png", "--model", model, "--despite-changes", in: folder)
      #expect(same.status == 0)
      #expect(same.output == "identical\n")
      #expect(same.errors.isEmpty)
      let bare = try limn("rerun", "a.png", "--despite-changes", in: folder)
      #expect(bare.status == 64)
      #expect(bare.errors.contains("--despite-changes needs --model"))
    }
  }

  @Test func recordsWithoutLayersAreStillRerun() throws {
    try withPicture { folder, model in
      let (image, text) = try PNG.read("\(folder)/a.png")
      let old = text.map { ($0.key, $0.value.replacing(#/"layers":\[[^\]]*\],?/#, with: "")) }
      #expect(old.map(\.1) != text.map(\.value))
      try PNG.write(image, text: old, to: "\(folder)/old.png")
      let same = try limn("rerun", "old.png", "--model", model, in: folder)
      #expect(same.output == "identical\n")
      try change("generator.painter.background.bias", of: model, to: "\(folder)/m.safetensors")
      let other = try limn(
        "rerun", "old.png", "--model", "m.safetensors", "--despite-changes", in: folder)
      #expect(other.status == 104)
      #expect(other.output.hasSuffix("the first difference is at pixels, pixels_sha256\n"))
    }
  }

  @Test func trainingNamesTheFirstTensor() throws {
    _ = try TinyRun.outcome.get()
    try withTemporaryFolder { folder in
      try makeFolder("\(folder)/runs")
      let run = "\(folder)/runs/00000-tiny"
      try FileManager.default.copyItem(atPath: "\(TinyRun.folder)/runs/00000-tiny", toPath: run)
      let text = String(decoding: try readFile("\(run)/checksums.jsonl"), as: UTF8.self)
      let lines = text.split(separator: "\n").map(String.init)
      #expect(lines.count == 6)
      let names = try JSONValue.parse(Array(lines[0].utf8), path: "names")["tensors"]?.elements
      let place = try #require(names?.firstIndex(of: "generator.box.bias"))
      let third = try JSONValue.parse(Array(lines[3].utf8), path: "third")
      let hash = try #require(third["checksums"]?.elements?[place].string)
      let doctored = text.replacing(lines[3], with: lines[3].replacing(hash, with: "00000000"))
      try writeFile(Array(doctored.utf8), to: "\(run)/checksums.jsonl")
      // No tiny.json here: the recorded spec is enough for one who says so.
      let drifted = try limn("rerun", "0", "--despite-changes", in: folder)
      #expect(drifted.status == 104)
      #expect(drifted.errors.contains("limn: warning: runs/00000-tiny/run.json: expected every"))
      #expect(
        drifted.output == "runs/00001-tiny\ndrifted: the same inputs gave other outputs; "
          + "the first difference is at warmup, step 3, parameters, tensor generator.box.bias\n")
    }
  }
}
