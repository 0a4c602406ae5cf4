import Files
import Foundation
import Imaging
import TestSupport
import Testing

/// What `limn evaluate` writes of single pictures.
@Suite struct VerdictTests {
  private static let prompts = """
    {"id":"one","prompt":"a red circle","tag":"colors","expect":{"include":[{"shape":"circle","color":"red"}]}}
    {"id":"two","prompt":"a star","tag":"single_object","expect":{"include":[{"shape":"star"}]}}

    """

  private func evaluate(_ options: String..., in folder: String) throws -> Outcome {
    try Data(Self.prompts.utf8).write(to: URL(fileURLWithPath: "\(folder)/prompts.jsonl"))
    return try run(
      program: programPath(),
      ["evaluate", "--model", TinyRun.model(), "--prompts", "prompts.jsonl", "--seed", "0,3"]
        + options, input: "", in: folder)
  }

  @Test func everyPictureHasALineWithItsReason() throws {
    try withTemporaryFolder { folder in
      let outcome = try evaluate("--verdicts", "found.jsonl", in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let lines = try String(contentsOfFile: "\(folder)/found.jsonl", encoding: .utf8)
        .split(separator: "\n").map { try JSONValue.parse(Array($0.utf8), path: "found.jsonl") }
      let places = lines.map { "\($0["id"]?.string ?? "") \($0["seed"]?.int ?? -1)" }
      #expect(places == ["one 0", "one 3", "two 1000", "two 1003"])
      for line in lines {
        #expect((line["correct"]?.bool == true) == (line["reason"]?.string == ""))
      }
      // A model of noise draws no red circle.
      #expect(lines[0]["reason"]?.string?.hasPrefix("expected ") == true)
    }
  }

  @Test func picturesThatExistAreScoredAsThoseOfAModel() throws {
    let model = try TinyRun.model()
    try withTemporaryFolder { folder in
      let drawn = try evaluate("--verdicts", "v.jsonl", in: folder)
      try makeFolder("\(folder)/drawn")
      for (prompt, seeds, id) in [
        ("a red circle", "0,3", "one"), ("a star", "1000,1003", "two"),
      ] {
        let outcome = try limn(
          "generate", prompt, "--seed", seeds, "--model", model, "-o", "drawn/\(id)-{seed}.png",
          in: folder)
        #expect(outcome.status == 0, "\(outcome.errors)")
      }
      func score(_ options: String...) throws -> Outcome {
        try run(
          program: programPath(),
          ["evaluate", "--pictures", "drawn", "--prompts", "prompts.jsonl"] + options, input: "",
          in: folder)
      }
      let found = try score("--verdicts", "found.jsonl")
      #expect(found.status == 0, "\(found.errors)")
      #expect(found.errors.isEmpty)
      func lines(_ text: String) -> [Substring] { text.split(separator: "\n").dropLast() }
      #expect(lines(found.output) == lines(drawn.output))
      #expect(found.output.hasSuffix("|pictures:4|side:16\n"))
      func reasons(_ file: String) throws -> [String?] {
        try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8).split(separator: "\n")
          .map { try JSONValue.parse(Array($0.utf8), path: file)["reason"]?.string }
      }
      #expect(try reasons("found.jsonl") == reasons("v.jsonl"))
      let json = try score("--json")
      #expect(json.output.contains(#""pictures":4,"prompts_sha256":"#))
      try writeFile([], to: "\(folder)/drawn/other.png")
      let other = try score()
      #expect(other.status == 65)
      #expect(
        other.errors
          == "limn: drawn/other.png: expected a name that begins with the id of one prompt, as "
          + "one-0.png, found another one\n")
    }
  }

  @Test func theSheetShowsWhatFellShortAndReplacesNothing() throws {
    try withTemporaryFolder { folder in
      let outcome = try evaluate("--failures", "sheet.png", "--verdicts", "v.jsonl", in: folder)
      #expect(outcome.status == 0)
      let wrong = try String(contentsOfFile: "\(folder)/v.jsonl", encoding: .utf8)
        .split(separator: "\n").count { $0.contains(#""correct":false"#) }
      #expect(wrong > 0)
      // Pictures of 16 by 16 pixels, twelve times as large.
      #expect(
        try PNG.read("\(folder)/sheet.png").image.width == 16 + min(6, wrong) * (12 * 16 + 16))
      let again = try evaluate("--failures", "sheet.png", in: folder)
      #expect(again.status == 73)
      #expect(
        again.errors
          == "limn: sheet.png: expected no file, found one; replace it with --force\n")
      #expect(try evaluate("--failures", "sheet.png", "--force", in: folder).status == 0)
    }
  }

  @Test func truncatedNoiseDrawsNearerPicturesAndIsSaid() throws {
    try withTemporaryFolder { folder in
      /// The hashes of the pictures of each prompt.
      func pixels(_ page: String) throws -> [[Substring]] {
        try String(contentsOfFile: "\(folder)/\(page)", encoding: .utf8)
          .matches(of: #/<div class="seeds">.*?<\/div>/#)
          .map { $0.0.matches(of: #/data-pixels="([0-9a-f]*)"/#).map(\.1) }
      }
      let whole = try evaluate("--truncation", "1", "--html", "1.html", in: folder)
      #expect(try whole.output == evaluate(in: folder).output)
      #expect(try pixels("1.html").allSatisfy { $0.count == 2 && $0[0] != $0[1] })
      let none = try evaluate("--truncation", "0", "--html", "0.html", in: folder)
      #expect(none.status == 0, "\(none.errors)")
      #expect(none.output.contains("|seeds:0,3+1000n|truncation:0.0|"))
      #expect(try pixels("0.html").allSatisfy { $0.count == 2 && $0[0] == $0[1] })
      let page = try String(contentsOfFile: "\(folder)/0.html", encoding: .utf8)
      #expect(page.contains(" --seed 0,3 --truncation 0.0</pre>"))
      #expect(page.contains(" --truncation 0.0 --seed\""))
      let json = try evaluate("--truncation", "0.5", "--json", in: folder)
      #expect(json.output.contains(#""truncation":0.5"#))
      #expect(try !evaluate("--json", in: folder).output.contains("truncation"))
      for wrong in ["2", "-0.1", "nan", "x"] {
        #expect(try limn("evaluate", "--truncation", wrong).status == 64)
      }
      let folders = try limn("evaluate", "--truncation", "1", "--pictures", "a", "--against", "b")
      #expect(folders.status == 64)
      #expect(folders.errors.contains("--truncation is of a model's pictures"))
    }
  }

  @Test func whatTheModelCannotReadIsNamed() throws {
    try withTemporaryFolder { folder in
      let long = Array(repeating: "a red circle and", count: 20).joined(separator: " ")
      for prompt in ["a mauve circle", long] {
        let line = #"{"id":"one","prompt":"\#(prompt)","expect":{"include":[{"shape":"circle"}]}}"#
        try Data(line.utf8).write(to: URL(fileURLWithPath: "\(folder)/p.jsonl"))
        let outcome = try limn("evaluate", "--prompts", "p.jsonl", "--seed", "0", in: folder)
        #expect(outcome.status == 0)
        #expect(
          outcome.errors
            == (prompt == long
              ? "limn: warning: the model reads only the beginning of 1 prompt\n"
              : "limn: warning: the model never saw \"mauve\"\n"))
      }
    }
  }

  @Test func thePageShowsEveryPictureAndReplacesNothing() throws {
    try withTemporaryFolder { folder in
      let plain = try evaluate(in: folder)
      let first = try evaluate("--html", "page.html", in: folder)
      #expect(first.status == 0, "\(first.errors)")
      #expect(first.output == plain.output)
      let page = try String(contentsOfFile: "\(folder)/page.html", encoding: .utf8)
      #expect(page.matches(of: #/<button type="button" class="(right|wrong)"/#).count == 4)
      let model = fileName(try TinyRun.model())
      #expect(page.contains("\(model) --prompts "))
      #expect(page.contains("\(model) --seed\""))
      let again = try evaluate("--html", "page.html", in: folder)
      #expect(again.status == 73)
      #expect(again.errors.contains("page.html: expected no file, found one"))
      #expect(try evaluate("--html", "page.html", "--force", in: folder).status == 0)
      #expect(try String(contentsOfFile: "\(folder)/page.html", encoding: .utf8) == page)
      #expect(try evaluate("--html", "none/page.html", in: folder).status == 1)
      let shipped = try limn(
        "evaluate", "--model", "shapes-64", "--prompts", "prompts.jsonl", "--html", "named.html",
        in: folder)
      #expect(shipped.status == 0, "\(shipped.errors)")
      let named = try String(contentsOfFile: "\(folder)/named.html", encoding: .utf8)
      #expect(named.contains("limn evaluate --model shapes-64 --prompts prompts.jsonl --seed 0-3<"))
      #expect(named.contains("data-command=\"limn generate --model shapes-64 --seed\""))
      let run = try limn(
        "evaluate", "--model", "latest", "--prompts", "\(folder)/prompts.jsonl", "--html",
        "\(folder)/run.html", in: TinyRun.folder)
      #expect(run.status == 0, "\(run.errors)")
      let lasting = try String(contentsOfFile: "\(folder)/run.html", encoding: .utf8)
      #expect(lasting.contains("/runs/00000-tiny/model.safetensors --seed\""))
      #expect(!lasting.contains("--model latest"))
      let stream = try evaluate("--html", "-", in: folder)
      #expect(stream.status == 64)
      #expect(stream.errors.contains("--html must be a file, not -"))
      let judged = try limn("evaluate", "--judge", "j", "--html", "page.html", in: folder)
      #expect(judged.status == 64)
      #expect(judged.errors.contains("--html is of what prompts ask for"))
    }
  }

  // Of all prompts it draws 0.996; a layer that means something else would draw next to none.
  @Test func theShippedModelStillDrawsWhatItWasTrainedTo() throws {
    try withTemporaryFolder { folder in
      let all = try String(contentsOfFile: "\(packageRoot)/prompts/shapes.jsonl", encoding: .utf8)
        .split(separator: "\n")
      let some = stride(from: 0, to: all.count, by: 16).map { all[$0] }
      try Data(some.joined(separator: "\n").utf8)
        .write(to: URL(fileURLWithPath: "\(folder)/some.jsonl"))
      let outcome = try limn(
        "evaluate", "--prompts", "some.jsonl", "--seed", "0", "--verdicts", "found.jsonl",
        in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let verdicts = try String(contentsOfFile: "\(folder)/found.jsonl", encoding: .utf8)
        .split(separator: "\n")
      #expect(verdicts.count == some.count)
      let right = verdicts.count { $0.contains(#""correct":true"#) }
      #expect(right >= verdicts.count - 2, "\(right) of \(verdicts.count)")
    }
  }

  @Test func anOldSheetDoesNotPassForThatOfPicturesThatAreAllRight() throws {
    try withTemporaryFolder { folder in
      // A circle is what the shipped model never gets wrong.
      let prompts = "\(folder)/prompts.jsonl"
      let line = Self.prompts.prefix { $0 != "\n" } + "\n"
      try Data(line.utf8).write(to: URL(fileURLWithPath: prompts))
      let sheet = "\(folder)/sheet.png"
      try Data("old".utf8).write(to: URL(fileURLWithPath: sheet))
      let outcome = try limn(
        "evaluate", "--prompts", prompts, "--seed", "0", "--failures", sheet, "--force")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.errors.contains("no picture fell short: \(sheet) was not drawn"))
      #expect(!FileManager.default.fileExists(atPath: sheet))
    }
  }

  @Test func verdictsAreOfPromptsOnly() throws {
    let outcome = try limn("evaluate", "--judge", "judge.safetensors", "--verdicts", "found.jsonl")
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("--verdicts is of what prompts ask for"))
  }

  @Test func aSheetIsNamedAsWhatItIs() throws {
    let outcome = try limn("evaluate", "--failures", "sheet.jpg")
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("--failures must be a file that ends in .png, not sheet.jpg"))
  }
}
