import Files
import Foundation
import TestSupport
import Testing

@Suite struct InspectTests {
  @Test func recordsAreShownAndLongListsCut() throws {
    try withTemporaryFolder { folder in
      let list = (0..<13).map(String.init).joined(separator: ",")
      try writeFile(Array("{\"short\":[1,2],\"long\":[\(list)]}".utf8), to: "\(folder)/a.json")
      let shown = try limn("inspect", "a.json", in: folder)
      #expect(shown.status == 0)
      let text = shown.output.filter { !$0.isWhitespace }
      #expect(text == #"{"long":[0,1,2,3,4,5,"and7more"],"short":[1,2]}"#)
      let whole = try limn("inspect", "a.json", "--json", in: folder)
      #expect(whole.output == "{\"long\":[\(list)],\"short\":[1,2]}\n")
      try writeFile("{\"a\":1}\n{\"b\":2}\n".utf8, to: "\(folder)/lines.jsonl")
      #expect(
        try limn("inspect", "lines.jsonl", "--json", in: folder).output == "[{\"a\":1},{\"b\":2}]\n"
      )
      try writeFile(Array("{]".utf8), to: "\(folder)/b.json")
      #expect(try limn("inspect", "b.json", in: folder).status == 65)
    }
  }

  @Test func picturesTellTheirSizeAndText() throws {
    try withTemporaryFolder { folder in
      _ = try limn("dataset", "preview", "-n", "1", "-o", "a.png", in: folder)
      let outcome = try limn("inspect", "a.png", "--json", in: folder)
      #expect(outcome.status == 0)
      #expect(outcome.output.hasPrefix(#"{"height":"#))
      #expect(outcome.output.contains(#""text":{"Software":"limn "#))
      #expect(outcome.output.split(separator: "\n").count == 1)
    }
  }

  @Test func tensorsAreListed() throws {
    try withTemporaryFolder { folder in
      let header = #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}  "#
      var bytes = Data([UInt8(header.utf8.count), 0, 0, 0, 0, 0, 0, 0])
      bytes += Data(header.utf8) + Data(count: 8)
      try bytes.write(to: URL(fileURLWithPath: "\(folder)/a.safetensors"))
      let outcome = try limn("inspect", "a.safetensors", "--json", in: folder)
      #expect(outcome.status == 0)
      #expect(outcome.output.contains(#""tensors":[{"name":"a","shape":[2],"type":"F32"}]"#))
      #expect(outcome.output.contains(#""elements":2"#))
      let readable = try limn("inspect", "a.safetensors", in: folder)
      #expect(readable.status == 0)
      #expect(readable.output.contains("\"tensors\": [\n    \"a F32 [2]\"\n  ]"))
    }
  }

  @Test func runsTellTheirRecord() throws {
    _ = try TinyRun.outcome.get()
    let run = "runs/00000-tiny"
    let outcome = try limn("inspect", run, "--json", in: TinyRun.folder)
    #expect(outcome.status == 0)
    let json = try JSONValue.parse(Array(outcome.output.utf8), path: "output")
    #expect(json["alive"] == false)
    let record = "\(TinyRun.folder)/\(run)/run.json"
    #expect(try json["run"] == JSONValue.parse(readFile(record), path: record))
  }

  @Test func modelsTellWhetherTheyAreWhole() throws {
    let model = try TinyRun.model()
    try withTemporaryFolder { folder in
      func matches(_ path: String) throws -> Bool? {
        let outcome = try limn("inspect", path, "--json", in: folder)
        #expect(outcome.status == 0)
        return try JSONValue.parse(Array(outcome.output.utf8), path: path)["content_matches"]?.bool
      }
      #expect(try matches(model) == true)
      var bytes = try readFile(model)
      bytes[bytes.count - 1] ^= 1
      try writeFile(bytes, to: "\(folder)/flipped.safetensors")
      #expect(try matches("flipped.safetensors") == false)
    }
  }

  @Test func faultyFilesAreToldApart() throws {
    try withTemporaryFolder { folder in
      let missing = try limn("inspect", "missing.png", in: folder)
      #expect(missing.status == 66)
      #expect(missing.errors.hasPrefix("limn: missing.png: expected"))
      try Data("hello".utf8).write(to: URL(fileURLWithPath: "\(folder)/a.png"))
      #expect(try limn("inspect", "a.png", in: folder).status == 65)
      try Data([0x89, 0x50, 0x4E, 0x47]).write(to: URL(fileURLWithPath: "\(folder)/b.png"))
      #expect(try limn("inspect", "b.png", in: folder).status == 65)
      #expect(try limn("inspect", ".", in: folder).status == 66)
    }
  }
}
