/// The letters and digits of `text` as a part of a file's name: lower case, words joined by
/// hyphens, at most `limit` characters, cut between words where there is one to cut at.
///
/// Only ASCII is kept, which every file system spells alike. Nil where nothing is left.
public func slug(_ text: String, limit: Int) -> String? {
  let words = text.lowercased().utf8
    .split {
      !(UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0)
    }
    .map { String(decoding: $0, as: UTF8.self) }
  guard let first = words.first else { return nil }
  var result = String(first.prefix(limit))
  for word in words.dropFirst() {
    guard result.utf8.count + 1 + word.utf8.count <= limit else { break }
    result += "-" + word
  }
  return result
}
