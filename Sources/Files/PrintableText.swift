extension String {
  /// The text as it can be shown on a terminal, in one line: control characters, and those that
  /// change the direction of what follows, are written as "\u{1B}".
  public var printable: String {
    guard unicodeScalars.contains(where: \.isHidden) else { return self }
    return unicodeScalars.reduce(into: "") { text, scalar in
      if scalar.isHidden {
        text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }

  /// The text, or its beginning where it has more than `limit` characters.
  func shortened(to limit: Int) -> String {
    let kept = prefix(limit)
    return kept.endIndex == endIndex ? self : kept + "…"
  }
}

extension Unicode.Scalar {
  fileprivate var isHidden: Bool {
    switch value {
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: properties.generalCategory == .control
    }
  }
}
