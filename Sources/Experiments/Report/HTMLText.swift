extension String {
  /// The text for an HTML page: as content, or as an attribute's value between double quotes.
  var escapedForHTML: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text with a typographic minus for each hyphen that begins a number, for figures; those
  /// within names and ranges stay.
  var withMinusSigns: String {
    var result = ""
    var rest = self[...]
    while let character = rest.popFirst() {
      let isWithin = result.last.map { $0.isLetter || $0.isNumber } ?? false
      let isMinus = character == "-" && !isWithin && rest.first?.isNumber ?? false
      result.append(isMinus ? "\u{2212}" : character)
    }
    return result
  }
}

/// The bytes in Base64 (RFC 4648), with padding.
func base64(_ bytes: [UInt8]) -> String {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var text: [UInt8] = []
  text.reserveCapacity((bytes.count + 2) / 3 * 4)
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
    for place in 0..<4 {
      text.append(
        place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
    }
  }
  return String(decoding: text, as: UTF8.self)
}
