import Files
import Imaging

/// The emoji of the font Noto Color Emoji with their names as captions.
///
/// They are those of one character that Unicode lists as fully qualified, flags left out: 1,372 in
/// version 2.042 of the font and Unicode 15. A tenth of the concepts is held out, and what differs
/// only in the people that it shows is one concept. The font comes under the SIL Open Font License
/// 1.1, from Google, and the names under the Unicode License.
public struct NotoEmoji: CaptionedPictures {
  /// Where the Debian package `fonts-noto-color-emoji` puts the font.
  public static let defaultFont = "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf"
  /// Where the Debian package `unicode-data` puts the list of emoji.
  public static let defaultList = "/usr/share/unicode/emoji/emoji-test.txt"

  /// "emoji".
  public let name = "emoji"
  /// The emoji in the order of the list.
  public let entries: [CaptionedEntry]

  private let font: ColorFont
  private let characters: [UInt32]

  /// Reads the font and the list.
  ///
  /// - Throws: `InputError` (`missing` where one is not there, with what installs them; `invalid`
  ///   where one is damaged or has no emoji).
  public init(font path: String = defaultFont, list: String = defaultList) throws {
    for path in [path, list] where !fileExists(path) {
      throw InputError(
        .missing, path: path, expected: "the data set of emoji", found: "no such file",
        hint: "install it with: scripts/setup-data emoji")
    }
    let font = try ColorFont(path)
    let listed = try EmojiList.parse(readFile(list), path: list)
    let hasPicture = try font.hasPictures(of: listed.map(\.character))
    let emoji = zip(listed, hasPicture).filter(\.1).map(\.0)
    guard !emoji.isEmpty else {
      throw InputError(
        .invalid, path: path, expected: "pictures of emoji", found: "none of the emoji in \(list)")
    }
    self.font = font
    characters = emoji.map(\.character)
    let heldOut = heldOutConcepts(among: emoji.lazy.map(\.concept))
    entries = emoji.map { emoji in
      CaptionedEntry(
        id: String(emoji.character, radix: 16), captions: emoji.captions, concept: emoji.concept,
        isHeldOut: heldOut.contains(emoji.concept))
    }
  }

  /// The picture of entry number `index`, `side` pixels wide and high, in the middle of a white
  /// square.
  ///
  /// - Throws: `InputError` (`invalid`) with the path of the font where its glyph is damaged.
  public func picture(_ index: Int, side: Int) throws -> RGBImage {
    try font.picture(of: characters[index])
      .padded(color: RGBColor(red: 255, green: 255, blue: 255))
      .resized(width: side, height: side)
  }

  /// The SHA-256 of the hash of the font and of all that is said of its emoji.
  public var hash: String {
    let lines = entries.map { entry in
      ([entry.id, entry.concept, entry.isHeldOut ? "held out" : "training"] + entry.captions)
        .joined(separator: "\t")
    }
    return sha256(([font.hash] + lines).joined(separator: "\n").utf8)
  }
}
