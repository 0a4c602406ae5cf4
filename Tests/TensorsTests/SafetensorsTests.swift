import Files
import Tensors
import TestSupport
import Testing

/// The content that `Fixtures/safetensors_fixture.py` writes and checks.
private func sample() -> SafetensorsFile {
  var file = SafetensorsFile(metadata: ["config": #"{"channels": 32}"#, "note": "größer"])
  file.append("tokenizer.model", dtype: .u8, shape: [3], bytes: Array("é\n".utf8))
  file.append("weight", shape: [2, 3], floats: [0, 0.25, 0.5, 0.75, 1, 1.25])
  file.append("half", dtype: .f16, shape: [2], bytes: [0x00, 0x38, 0x00, 0xC0])
  file.append("scalar", shape: [], floats: [-1.5])
  file.append("empty", shape: [0, 4], floats: [])
  file.append("counter", dtype: .i64, shape: [1], bytes: [0, 0, 0, 0, 0, 1, 0, 0])
  file.append(
    "tokens", dtype: .i32, shape: [3], bytes: [1, 0, 0, 0, 254, 255, 255, 255, 3, 0, 0, 0])
  return file
}

private func expectEqual(_ file: SafetensorsFile, _ other: SafetensorsFile) {
  #expect(file.metadata == other.metadata)
  #expect(file.entries.count == other.entries.count)
  for entry in file.entries {
    let twin = other[entry.name]
    #expect(twin?.dtype == entry.dtype && twin?.shape == entry.shape)
    #expect(twin?.bytes == entry.bytes)
  }
}

private let fixture = fixturePath("python.safetensors")

@Suite struct SafetensorsFiles {
  @Test func readsWhatPythonWrote() throws {
    let file = try SafetensorsFile(path: fixture)
    expectEqual(file, sample())
    #expect(file["weight"]?.floats == [0, 0.25, 0.5, 0.75, 1, 1.25])
    #expect(file["tokens"]?.floats == nil)
    #expect(file["none"] == nil)
  }

  @Test func readsWhatItWrote() throws {
    let bytes = sample().serialized
    let file = try SafetensorsFile(bytes: bytes, path: "x")
    expectEqual(file, sample())
    #expect(file.serialized == bytes)
    #expect(
      file.entries.map(\.name)
        == ["counter", "empty", "scalar", "tokens", "weight", "half", "tokenizer.model"])
  }

  /// These very bytes were opened by `safetensors_fixture.py check`.
  @Test func theBytesStayTheSame() {
    #expect(
      sha256(sample().serialized)
        == "b8ee94c8602b3b6ed50fd3ca4e5e709a8a5885fccc3d0b4cb4da41ca0e07808b")
  }

  @Test func theOrderOfAddingDoesNotMatter() {
    var reversed = SafetensorsFile(metadata: sample().metadata)
    for entry in sample().entries.reversed() {
      reversed.append(entry.name, dtype: entry.dtype, shape: entry.shape, bytes: entry.bytes)
    }
    #expect(reversed.serialized == sample().serialized)
  }

  @Test func anEmptyFileIsAFile() throws {
    let bytes = SafetensorsFile().serialized
    #expect(bytes == [8, 0, 0, 0, 0, 0, 0, 0] + Array("{}      ".utf8))
    #expect(try SafetensorsFile(bytes: bytes, path: "x").entries.isEmpty)
  }

  @Test func anExpectedEntryIsCheckedByNameKindAndShape() throws {
    let file = sample()
    _ = try file.entry("weight", dtype: .f32, shape: [2, 3], path: "m")
    for (name, dtype, shape) in [
      ("weights", .f32, [2, 3]), ("weight", .i32, [2, 3]), ("weight", .f32, [3, 2]),
    ] as [(String, SafetensorsFile.DType, [Int])] {
      let error = #expect(throws: InputError.self) {
        try file.entry(name, dtype: dtype, shape: shape, path: "m")
      }
      #expect(error?.expected.contains("\"\(name)\"") == true)
    }
  }

  @Test(arguments: [
    (Array("Another kind of file".utf8), "another kind of file"),
    ([9, 0, 0, 0, 0, 0, 0, 0] + Array("{}".utf8), "a header of 9 bytes in a file of 10"),
  ])
  func messagesTellOtherFilesFromCutOnes(_ bytes: [UInt8], _ found: String) {
    let error = #expect(throws: InputError.self) { try SafetensorsFile(bytes: bytes, path: "m") }
    #expect(
      error?.description
        == "m: expected a whole safetensors file with a header of at most 100000000 bytes, "
        + "found \(found)")
  }

  @Test func writesToDisk() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/a.safetensors"
      try sample().write(to: path)
      expectEqual(try SafetensorsFile(path: path), sample())
    }
  }
}
