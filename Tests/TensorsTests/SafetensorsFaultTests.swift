import Files
import Tensors
import Testing

private func file(header: String, data: Int) -> [UInt8] {
  let text = Array(header.utf8)
  var bytes = (0..<8).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) }
  bytes += text
  return bytes + [UInt8](repeating: 1, count: data)
}

private func tensor(_ dtype: String, _ shape: String, _ offsets: String) -> String {
  #"{"dtype":"\#(dtype)","shape":\#(shape),"data_offsets":\#(offsets)}"#
}

@Suite struct SafetensorsFaults {
  @Test(
    arguments: [
      ([0], [], "elements"), ([2, 0], [], "elements"), ([2], [1, Float.nan], "finite numbers"),
      ([17], Array(repeating: 1, count: 16) + [.infinity], "finite numbers"),
      ([2], [-Float.infinity, .infinity], "finite numbers"),
    ] as [([Int], [Float], String)])
  func whatNoTensorHoldsIsRefused(_ shape: [Int], _ numbers: [Float], _ expected: String) throws {
    var file = SafetensorsFile(metadata: [:])
    file.append("a", shape: shape, floats: numbers)
    let error = try #require(throws: InputError.self) {
      try file.tensor("a", shape: shape, path: "model")
    }
    #expect(error.path == "model: tensor \"a\"")
    #expect(error.expected == expected)
  }

  @Test func largeNumbersAreFinite() {
    for count in [1, 15, 16, 33] {
      let x = Array(repeating: -Float.greatestFiniteMagnitude, count: count)
      #expect(Tensor(x, shape: [count]).isFinite)
      #expect(!Tensor(x.dropLast() + [.nan], shape: [count]).isFinite)
      #expect(!Tensor([.infinity] + x.dropLast(), shape: [count]).isFinite)
    }
  }

  @Test(arguments: [
    ("hole before", #"{"a":\#(tensor("U8", "[2]", "[1,3]"))}"#, 3),
    (
      "hole between",
      #"{"a":\#(tensor("U8", "[1]", "[0,1]")),"b":\#(tensor("U8", "[1]", "[2,3]"))}"#, 3
    ),
    (
      "overlap", #"{"a":\#(tensor("U8", "[2]", "[0,2]")),"b":\#(tensor("U8", "[2]", "[1,3]"))}"#,
      3
    ),
    ("bytes left over", #"{"a":\#(tensor("U8", "[2]", "[0,2]"))}"#, 3),
    ("beyond the end", #"{"a":\#(tensor("U8", "[4]", "[0,4]"))}"#, 3),
    ("too small for the shape", #"{"a":\#(tensor("F32", "[2]", "[0,4]"))}"#, 4),
    ("overflowing shape", #"{"a":\#(tensor("F32", "[4611686018427387904,4]", "[0,0]"))}"#, 0),
    ("negative extents", #"{"a":\#(tensor("U8", "[-2,-2]", "[0,4]"))}"#, 4),
    ("fractional extent", #"{"a":\#(tensor("U8", "[2.5]", "[0,2]"))}"#, 2),
    ("offsets reversed", #"{"a":\#(tensor("U8", "[2]", "[2,0]"))}"#, 2),
    ("negative offset", #"{"a":\#(tensor("U8", "[2]", "[-2,0]"))}"#, 2),
    ("three offsets", #"{"a":\#(tensor("U8", "[2]", "[0,2,2]"))}"#, 2),
    ("unknown dtype", #"{"a":\#(tensor("F33", "[1]", "[0,4]"))}"#, 4),
    ("a number for a dtype", #"{"a":{"dtype":1,"shape":[1],"data_offsets":[0,4]}}"#, 4),
    ("no shape", #"{"a":{"dtype":"F32","data_offsets":[0,4]}}"#, 4),
    ("another key", #"{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"x":1}}"#, 1),
    ("a number for a tensor", #"{"a":1}"#, 0),
  ])
  func namesTheTensor(_ fault: String, _ header: String, _ data: Int) {
    let error = #expect(throws: InputError.self, "\(fault)") {
      try SafetensorsFile(bytes: file(header: header, data: data), path: "model")
    }
    if fault != "bytes left over" {
      #expect(error?.path.hasPrefix("model: tensor \"") == true, "\(fault)")
    }
  }

  @Test(arguments: [
    "", "[]", "null", "{", "{}x", #"{"a":1,"a":1}"#, #"{"__metadata__":1}"#,
    #"{"__metadata__":{"a":1}}"#, #"{"__metadata__":{"a":"1","a":"2"}}"#,
  ])
  func rejectsTheHeader(_ header: String) {
    let error = #expect(throws: InputError.self) {
      try SafetensorsFile(bytes: file(header: header, data: 0), path: "model")
    }
    #expect(error?.path.hasPrefix("model: ") == true)
  }

  @Test func rejectsLengthsBeyondTheFile() {
    for length: UInt64 in [3, 100_000_001, 1 << 62, 1 << 63, .max] {
      let bytes = withUnsafeBytes(of: length.littleEndian) { Array($0) } + Array("{}".utf8)
      #expect(throws: InputError.self) { try SafetensorsFile(bytes: bytes, path: "x") }
    }
    #expect(throws: InputError.self) { try SafetensorsFile(path: "/no/such/file") }
  }

  @Test func everyTruncationIsAnError() {
    var whole = SafetensorsFile(metadata: ["a": "b"])
    whole.append("x", shape: [2, 2], floats: [1, 2, 3, 4])
    whole.append("y", dtype: .u8, shape: [3], bytes: [1, 2, 3])
    let bytes = whole.serialized
    for length in bytes.indices {
      #expect(throws: InputError.self) {
        try SafetensorsFile(bytes: Array(bytes[..<length]), path: "x")
      }
    }
    #expect(throws: InputError.self) { try SafetensorsFile(bytes: bytes + [0], path: "x") }
  }

  @Test func everyFlippedBitIsAnErrorOrAFile() {
    var whole = SafetensorsFile(metadata: ["a": "b"])
    whole.append("x", shape: [2, 2], floats: [1, 2, 3, 4])
    whole.append("y", dtype: .u8, shape: [3], bytes: [1, 2, 3])
    let bytes = whole.serialized
    for bit in 0..<8 * bytes.count {
      var changed = bytes
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      do {
        let file = try SafetensorsFile(bytes: changed, path: "x")
        #expect(file.entries.map(\.bytes.count).reduce(0, +) == 19)
      } catch is InputError {
      } catch { Issue.record(error) }
    }
  }
}
