import Experiments
import Files
import Imaging
import Tensors
import TextToImage

/// What the PNG, safetensors, JSON or JSON Lines file or the run's folder at `path` says of itself.
///
/// - Throws: `InputError` where it is none of them, or faulty.
func inspection(of path: String) throws -> JSONValue {
  if isFolder(path) {
    let run = try RunDirectory.find(path)
    let record = try RunRecord.read(run.record)
    return .object([
      .init("run", record.json),
      .init("alive", .bool(record.status == .running && RunLock.isHeld(in: run))),
    ])
  }
  let bytes = try readFile(path)
  if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return try picture(bytes, path: path) }
  // The lengths that other files begin with have zeros there, which text has not.
  if bytes.first == UInt8(ascii: "{"), !bytes.prefix(8).contains(0) {
    return try json(bytes, path: path)
  }
  if bytes.count > 8, bytes[8] == UInt8(ascii: "{") { return try tensors(bytes, path: path) }
  throw InputError(
    .invalid, path: path,
    expected: "a PNG, safetensors, JSON or JSON Lines file, or a run's folder",
    found: "something else")
}

/// A JSON document, or one of each line.
private func json(_ bytes: [UInt8], path: String) throws -> JSONValue {
  do {
    return try JSONValue.parse(bytes, path: path)
  } catch {
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    guard lines.count > 1,
      let values = try? lines.map({ try JSONValue.parse(Array($0), path: path) })
    else { throw error }
    return .array(values)
  }
}

/// The size, the text chunks, and whether the pixels are those that the metadata speaks of.
private func picture(_ bytes: [UInt8], path: String) throws -> JSONValue {
  let (image, text) = try PNG.decode(bytes, path: path)
  let hash = sha256(image.pixels)
  var members: [JSONValue.Member] = [
    .init("width", .integer(image.width)),
    .init("height", .integer(image.height)),
    .init("pixels_sha256", .string(hash)),
  ]
  var chunks: [JSONValue.Member] = []
  for (key, value) in text where !chunks.contains(where: { $0.key == key }) {
    let content = parsed(value)
    if key == "limn", let recorded = content["pixels_sha256"]?.string {
      members.append(.init("pixels_match", .bool(recorded == hash)))
    }
    chunks.append(.init(key, content))
  }
  members.append(.init("text", .object(chunks)))
  return .object(members)
}

/// The tensors, their number of elements, the metadata, the file's hash, and for a model or a kept
/// state whether its content is what was written.
private func tensors(_ bytes: [UInt8], path: String) throws -> JSONValue {
  let file = try SafetensorsFile(bytes: bytes, path: path)
  let entries = file.entries.map { entry -> JSONValue in
    [
      "name": .string(entry.name), "type": .string(entry.dtype.rawValue),
      "shape": .array(entry.shape.map { .integer($0) }),
    ]
  }
  let metadata = file.metadata.keys.sorted().map { key in
    JSONValue.Member(key, parsed(file.metadata[key] ?? ""))
  }
  var members: [JSONValue.Member] = [
    .init("bytes", .integer(bytes.count)),
    .init("sha256", .string(sha256(bytes))),
    .init("elements", .integer(file.entries.reduce(0) { $0 + $1.shape.reduce(1, *) })),
    .init("metadata", .object(metadata)),
    .init("tensors", .array(entries)),
  ]
  if file.metadata["content_sha256"] != nil {
    let matches = (try? file.checkContent(path: path)) != nil
    members.append(.init("content_matches", .bool(matches)))
  }
  return .object(members)
}

/// The JSON that `text` holds, or the text itself.
private func parsed(_ text: String) -> JSONValue {
  (try? JSONValue.parse(Array(text.utf8), path: "")) ?? .string(text)
}
