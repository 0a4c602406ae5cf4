import Files
import Foundation
import Imaging
import Tensors
import TestSupport
import Testing

/// Ways from prompt to prompt, and the best of several pictures.
@Suite struct SamplingTests {
  @Test func waysLeadFromPromptToPromptAndRerun() throws {
    let model = try TinyRun.model()
    try withTemporaryFolder { folder in
      let drawn = try limn(
        "generate", "--interpolate", "a red circle", "two stars", "a heart", "--frames", "3",
        "--seed", "4,2", "--model", model, "-o", "way.png", "--json", in: folder)
      #expect(drawn.status == 0, "\(drawn.errors)")
      let lines = drawn.output.split(separator: "\n")
      // Two rows of 3 + 2 pictures: where one way ends the next begins.
      #expect(lines.count == 10)
      #expect(lines[0].contains(#""blend":{"prompt":"two stars","seed":4,"share":0}"#))
      #expect(lines[3].contains(#""blend":{"prompt":"a heart","seed":4,"share":0.5}"#))
      #expect(lines[9].contains(#""blend":{"prompt":"a heart","seed":2,"share":1}"#))
      let again = try limn(
        "rerun", "way.png", "--model", model, "-o", "again.png", in: folder)
      #expect(again.output == "again.png\nidentical\n", "\(again.errors)")
      #expect(
        try Data(contentsOf: URL(fileURLWithPath: "\(folder)/again.png"))
          == Data(contentsOf: URL(fileURLWithPath: "\(folder)/way.png")))
      let same = try limn(
        "rerun", "way.png", "--model", model, "-o", "./way.png", "--force", in: folder)
      #expect(same.status == 64)
    }
  }

  @Test func seedsOfOnePromptAreWaysToo() throws {
    let model = try TinyRun.model()
    try withTemporaryFolder { folder in
      let drawn = try limn(
        "generate", "--interpolate", "a red circle", "--seed", "0,5", "--frames", "4", "--model",
        model, "--json", in: folder)
      #expect(drawn.status == 0, "\(drawn.errors)")
      let hashes = drawn.output.split(separator: "\n").compactMap {
        $0.split(separator: #""pixels_sha256":""#).last?.prefix(64)
      }
      #expect(hashes.count == 4)
      #expect(Set(hashes).count > 1)
    }
  }

  @Test func theBestOfSeveralKeepsItsOwnSeed() throws {
    let model = try TinyRun.model()
    let judge = try TinyJudge.path()
    try withTemporaryFolder { folder in
      let best = try limn(
        "generate", "a red circle", "--seed", "2", "--best-of", "3", "--judge", judge, "--model",
        model, "-o", "best.png", "--json", in: folder)
      #expect(best.status == 0, "\(best.errors)")
      #expect(best.output.hasPrefix(#"{"best_of":{"agreement":"#), "\(best.output)")
      let seeds = (6...8).filter { best.output.contains("\"seed\":\($0),\"software\"") }
      #expect(seeds.count == 1, "\(best.output)")
      let alone = try limn(
        "generate", "a red circle", "--seed", "\(seeds.first ?? 0)", "--model", model, "-o",
        "alone.png", in: folder)
      #expect(alone.status == 0)
      let (chosen, same) = (try PNG.read("\(folder)/best.png"), try PNG.read("\(folder)/alone.png"))
      #expect(chosen.image == same.image)
      let record = try #require(chosen.text.first { $0.key == "limn" }).value
      let hash = try sha256(readFile(judge))
      #expect(record.contains("\"count\":3,\"judge_sha256\":\"\(hash)\""), "\(record)")
      let rerun = try limn("rerun", "best.png", "--model", model, "-o", "again.png", in: folder)
      #expect(rerun.output == "again.png\nidentical\n")
      #expect(try readFile("\(folder)/again.png") == readFile("\(folder)/best.png"))
      // The judge chose among this model's pictures, not among another's.
      var other = try SafetensorsFile(path: model)
      other.metadata["provenance"] = #"{"name":"other"}"#
      other.sealContent()
      try writeFile(other.serialized, to: "\(folder)/other.safetensors")
      _ = try limn(
        "rerun", "best.png", "--model", "other.safetensors", "--despite-changes", "-o",
        "other.png", in: folder)
      let unchosen = try #require(
        PNG.read("\(folder)/other.png").text.first { $0.key == "limn" }
      ).value
      #expect(!unchosen.contains("judge_sha256"), "\(unchosen)")
      let named = try limn(
        "generate", "a red circle", "--best-of", "2", "--judge", judge, "--model", model,
        "--truncation", "0.5", in: folder)
      #expect(named.output == "a-red-circle-best2-t0.5-s0.png\n", "\(named.errors)")
    }
  }

  @Test func theJudgeIsOneThatKnowsTheData() throws {
    try withTemporaryFolder { folder in
      let cat = try limn(
        "generate", "a cat", "--model", "emoji-64", "--best-of", "2", "--json", in: folder)
      #expect(cat.status == 0)
      #expect(cat.errors.isEmpty, "\(cat.errors)")
      let shipped = "\(packageRoot)/experiments/emoji-judge/judge.safetensors"
      #expect(cat.output.contains(sha256(try readFile(shipped))))
      let dress = try limn(
        "generate", "dress", "--model", "fashion-32", "--best-of", "2", in: folder)
      #expect(dress.status == 66)
      #expect(dress.errors.hasPrefix("limn: a judge of fashion-mnist: expected one that ships"))
      let other = try limn(
        "generate", "dress", "--model", "fashion-32", "--best-of", "2", "--judge", "judge",
        in: folder)
      #expect(other.status == 0)
      #expect(other.errors.contains("learned from different data; it knows other words\n"))
    }
  }

  @Test(arguments: [
    (["--interpolate"], "--interpolate wants two prompts or more, or one with two seeds"),
    (["--interpolate", "--grid"], "--interpolate goes with neither --grid nor --best-of"),
    (["--interpolate", "--frames", "1"], "--frames must be from 2 to 1000, not 1"),
    (["--frames", "4"], "--frames goes with --interpolate"),
    (["--best-of", "1"], "--best-of must be from 2 to 10000, not 1"),
    (["--judge", "j.safetensors"], "--judge goes with --best-of"),
  ])
  func wrongUses(_ arguments: [String], _ message: String) throws {
    try withTemporaryFolder { folder in
      let outcome = try run(
        program: programPath(), ["generate", "a heart"] + arguments, input: "", in: folder)
      #expect(outcome.status == 64)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
  }
}
