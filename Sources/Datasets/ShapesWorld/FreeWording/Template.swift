/// Text with places to be filled: "{a} above {b}".
struct Template: ExpressibleByStringLiteral, Sendable {
  private enum Part: Sendable {
    case text(String)
    case place(String)
  }

  private let parts: [Part]

  /// A template; what stands between "{" and "}" is the name of a place.
  init(stringLiteral text: String) {
    let pieces = text.split(separator: "{", omittingEmptySubsequences: false)
    parts =
      [.text(String(pieces[0]))]
      + pieces.dropFirst().flatMap { piece -> [Part] in
        guard let end = piece.firstIndex(of: "}") else {
          fatalError("Template: expected \"}\" after each \"{\", got \"\(text)\"")
        }
        return [.place(String(piece[..<end])), .text(String(piece[piece.index(after: end)...]))]
      }
  }

  /// The text with each place filled by the value of its name; each name must have one.
  func filled(_ values: [String: String]) -> String {
    parts.map { part in
      switch part {
      case .text(let text): return text
      case .place(let name):
        guard let value = values[name] else {
          fatalError(
            "Template: expected a value for {\(name)}, got those of \(values.keys.sorted())")
        }
        return value
      }
    }.joined()
  }
}
