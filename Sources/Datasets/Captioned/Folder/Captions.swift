import Files

/// The most bytes of a caption; a longer one is a mistake, or no caption.
public let maximumCaptionBytes = 10_000

/// The most bytes of a file with the captions of one picture.
private let maximumFileBytes = 1 << 20

/// A fault that leaves out a picture.
struct FolderFault: Error {
  let problem: FolderProblem
}

/// Reads a file of one caption a line; blank lines are passed over.
///
/// - Parameters:
///   - path: The file, relative to `folder`.
///   - folder: The folder.
/// - Returns: At least one caption, or what is wrong.
func readCaptionFile(_ path: String, in folder: String) -> Result<[String], FolderFault> {
  do {
    let file = try OpenFile("\(folder)/\(path)")
    guard file.size <= maximumFileBytes else {
      return fault(.longCaption, path, nil, "at most \(maximumFileBytes) bytes", "\(file.size)")
    }
    var captions: [String] = []
    for (number, line) in textLines(try file.bytes(at: 0, count: file.size)) {
      captions.append(try readCaption(line, path: path, line: number).get())
    }
    return captions.isEmpty
      ? fault(.emptyCaption, path, nil, "a caption a line", "only white space")
      : .success(captions)
  } catch let error as FolderFault {
    return .failure(error)
  } catch {
    let found = (error as? InputError)?.found ?? "\(error)"
    return fault(.noCaption, path, nil, "a readable file", found)
  }
}

/// A caption as it is kept: UTF-8, without white space around it.
///
/// - Parameters:
///   - bytes: The caption.
///   - path: The file it stands in, for the problem.
///   - line: The line it stands in.
/// - Returns: The caption, or what is wrong with it.
func readCaption(
  _ bytes: some Collection<UInt8>, path: String, line: Int?
) -> Result<String, FolderFault> {
  guard let text = String(validating: bytes, as: UTF8.self) else {
    return fault(.notUTF8, path, line, "a caption in UTF-8", "other bytes")
  }
  let caption = trimmed(text)
  if caption.isEmpty { return fault(.emptyCaption, path, line, "a caption", "white space") }
  if let control = caption.unicodeScalars.first(where: {
    !"\t\r\n".unicodeScalars.contains($0) && $0.properties.generalCategory == .control
  }) {
    return fault(
      .controlCharacter, path, line, "a caption without control characters",
      "U+\(String(control.value, radix: 16, uppercase: true))")
  }
  guard caption.utf8.count <= maximumCaptionBytes else {
    return fault(
      .longCaption, path, line, "a caption of at most \(maximumCaptionBytes) bytes",
      "\(caption.utf8.count) bytes")
  }
  return .success(caption)
}

/// The lines of a text that are not blank, with their numbers from 1, without their line ends and
/// the text's byte order mark.
func textLines(_ bytes: [UInt8]) -> [(number: Int, line: ArraySlice<UInt8>)] {
  let text = bytes.starts(with: byteOrderMark) ? bytes[byteOrderMark.count...] : bytes[...]
  return text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
    .map {
      (number: $0.offset + 1, line: $0.element.last == 0x0D ? $0.element.dropLast() : $0.element)
    }
    .filter { !$0.line.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
}

/// U+FEFF in UTF-8, with which some programs begin a text.
let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

/// The text without white space at its ends.
func trimmed(_ text: String) -> String {
  let start = text.drop(while: \.isWhitespace)
  guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
  return String(start[...last])
}

private func fault<Value>(
  _ kind: FolderProblem.Kind, _ path: String, _ line: Int?, _ expected: String, _ found: String
) -> Result<Value, FolderFault> {
  .failure(
    FolderFault(
      problem: FolderProblem(kind, path: path, line: line, expected: expected, found: found)))
}
