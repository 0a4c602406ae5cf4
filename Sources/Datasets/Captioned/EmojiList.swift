import Files

/// An emoji that is one character, or one followed by the selector of its colour picture.
struct ListedEmoji: Equatable, Sendable {
  /// The character.
  let character: UInt32
  /// Its name, "cat face".
  let name: String
  /// The subgroup it is listed in, "animal-mammal".
  let subgroup: String
}

/// Reads Unicode's list of emoji, `emoji-test.txt` (Unicode Technical Standard 51).
enum EmojiList {
  /// The listed emoji in order: fully-qualified ones of one character, flags left out.
  ///
  /// Sequences, among them all with skin tones, are no characters of their own and are passed over.
  ///
  /// - Throws: `InputError` (`invalid`) with the number of the line that cannot be read, or where
  ///   there is no emoji.
  static func parse(_ bytes: [UInt8], path: String) throws -> [ListedEmoji] {
    var emoji: [ListedEmoji] = []
    var (group, subgroup) = ("", "")
    for (number, line) in bytes.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    ).enumerated() {
      let line = String(decoding: line, as: UTF8.self)
      if let title = line.dropping("# group: ") {
        group = title
      } else if let title = line.dropping("# subgroup: ") {
        subgroup = title
      } else if !line.isEmpty, !line.hasPrefix("#"), group != "Flags" {
        guard let entry = Entry(line) else {
          throw InputError(
            .invalid, path: "\(path): line \(number + 1)",
            expected: "code points; status # emoji version name", found: "another text")
        }
        guard entry.status == "fully-qualified", let character = entry.character else { continue }
        emoji.append(ListedEmoji(character: character, name: entry.name, subgroup: subgroup))
      }
    }
    guard !emoji.isEmpty else {
      throw InputError(
        .invalid, path: path, expected: "Unicode's list of emoji, emoji-test.txt",
        found: "no emoji")
    }
    return emoji
  }

  /// A line of the list: "1F431 ; fully-qualified # 🐱 E0.6 cat face".
  private struct Entry {
    let codePoints: [UInt32]
    let status: String
    let name: String

    init?(_ line: String) {
      let halves = line.split(separator: ";", maxSplits: 1)
      guard halves.count == 2 else { return nil }
      let points = halves[0].split(separator: " ").map { UInt32($0, radix: 16) }
      let parts = halves[1].split(separator: "#", maxSplits: 1)
      let words = parts.last?.split(separator: " ", maxSplits: 2) ?? []
      guard parts.count == 2, words.count == 3, !points.isEmpty, !points.contains(nil) else {
        return nil
      }
      codePoints = points.compactMap { $0 }
      status = parts[0].split(separator: " ").joined()
      name = String(words[2])
    }

    /// The character, where it is one: variation selector 16 asks for the colour picture.
    var character: UInt32? {
      switch codePoints.count {
      case 1: codePoints[0]
      case 2 where codePoints[1] == 0xFE0F: codePoints[0]
      default: nil
      }
    }
  }
}

extension String {
  /// What follows `prefix`; nil where the text does not begin with it.
  fileprivate func dropping(_ prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
