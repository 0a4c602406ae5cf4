import Datasets
import Files

/// Prompts as they come from outside.
public enum PromptText {
  /// The most bytes of UTF-8 a prompt may have.
  public static let maximumBytes = maximumPromptBytes

  /// Checks that `prompt` is something to draw: at least one character that shows, no line ends
  /// or other control characters, and at most `maximumBytes`.
  ///
  /// - Parameters:
  ///   - prompt: The prompt.
  ///   - path: Where it came from, for the message.
  /// - Throws: `InputError` (`invalid`).
  public static func check(_ prompt: String, path: String) throws {
    func refuse(_ expected: String, _ found: String) throws -> Never {
      throw InputError(.invalid, path: path, expected: expected, found: found)
    }
    if prompt.allSatisfy(\.isWhitespace) { try refuse("a prompt", "nothing to draw") }
    if let control = prompt.unicodeScalars.first(where: {
      $0.properties.generalCategory == .control
    }) {
      try refuse(
        "a prompt on one line without control characters",
        "U+\(String(control.value, radix: 16, uppercase: true))")
    }
    if prompt.utf8.count > maximumBytes {
      try refuse("a prompt of at most \(maximumBytes) bytes", "\(prompt.utf8.count)")
    }
  }

  /// The prompts in `bytes`, one a line; lines without anything that shows are passed over.
  ///
  /// - Parameters:
  ///   - bytes: The text, in UTF-8, lines ended by line feeds with or without carriage returns.
  ///   - path: Where it came from, for messages.
  /// - Returns: The prompts in order, at least one.
  /// - Throws: `InputError` (`invalid`) naming the line, or where there is no prompt at all.
  public static func lines(_ bytes: [UInt8], path: String) throws -> [String] {
    var prompts: [String] = []
    for (index, line) in bytes.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    ).enumerated() {
      let place = "\(path): line \(index + 1)"
      let content = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      guard let prompt = String(validating: content, as: UTF8.self) else {
        throw InputError(.invalid, path: place, expected: "text in UTF-8", found: "other bytes")
      }
      if prompt.allSatisfy(\.isWhitespace) { continue }
      try check(prompt, path: place)
      prompts.append(prompt)
    }
    guard !prompts.isEmpty else {
      throw InputError(.invalid, path: path, expected: "one prompt a line", found: "none")
    }
    return prompts
  }
}
