import Testing

@testable import Imaging

@Suite struct TextLayoutTests {
  private let font = BitmapFont.standard

  private func lines(_ text: String, width: Int, maximum: Int = 100) -> [String] {
    TextLayout(text, width: width, maximumLines: maximum).lines
  }

  @Test func everyPrintableCharacterHasItsOwnGlyph() {
    var seen: [[Int]] = []
    for code in UInt8(33)...126 {
      let glyph = font.glyph(Character(Unicode.Scalar(code)))
      #expect(1...5 ~= glyph.width, "\(code)")
      let ink = glyph.ink.map { $0.y * 5 + $0.x }
      #expect(!ink.isEmpty && !seen.contains(ink), "\(code)")
      seen.append(ink)
    }
    #expect(font.glyph(" ").ink.isEmpty)
  }

  @Test func glyphsStandAtTheirCodes() {
    // The letter L: a stem of seven pixels and a foot.
    let ink = font.glyph("L").ink.map { [$0.x, $0.y] }
    #expect(ink == (0..<7).map { [0, $0] } + (1...3).map { [$0, 6] })
    #expect(font.glyph("|").width == 1)
    #expect(font.glyph("i").width == 1)
  }

  @Test func otherCharactersAreBoxes() {
    let box = font.glyph("\u{7F}").ink.map { [$0.x, $0.y] }
    #expect(box.count == 20)
    for character in ["é", "круг", "🔴", "\n"].map({ $0[$0.startIndex] }) {
      #expect(font.glyph(character).ink.map { [$0.x, $0.y] } == box)
    }
  }

  @Test func whatTheFontLacksIsSpeltWithWhatItHas() {
    let text =
      "na\u{EF}ve cafe\u{301} \u{2013} it\u{2019}s \u{201C}gr\u{FC}n\u{201D}\u{2026} \u{DF} \u{43A}"
    #expect(lines(text, width: 1000) == ["naive cafe - it's \"grun\"... ss \u{43A}"])
  }

  @Test func longWordsBreakAfterSigns() {
    let word = "objective=minimax"
    let narrow = lines(word, width: font.width(of: "objective=mi"))
    #expect(narrow == ["objective=", "minimax"])
  }

  @Test func widthIsThatOfTheInkAndTheGapsBetween() {
    #expect(font.width(of: "") == 0)
    #expect(font.width(of: "i") == 1)
    #expect(font.width(of: "ii") == 3)
    #expect(font.width(of: "a b") == 5 + 1 + 3 + 1 + 5)
  }

  @Test func linesBreakAtSpacesAndNeverExceedTheWidth() {
    let text = "a large red circle above a small blue square"
    for width in [40, 60, 100, 1000] {
      let lines = lines(text, width: width)
      #expect(lines.joined(separator: " ") == text)
      for line in lines { #expect(font.width(of: line) <= width) }
    }
    #expect(lines(text, width: 1000) == [text])
  }

  @Test func longWordsBreakAnywhere() {
    let word = String(repeating: "abc", count: 30)
    let lines = lines("to " + word, width: 50)
    #expect(lines.first == "to")
    #expect(lines.dropFirst().joined() == word)
    for line in lines { #expect(font.width(of: line) <= 50) }
  }

  @Test func whiteSpaceIsCollapsed() {
    #expect(lines("  one \n\t two ", width: 1000) == ["one two"])
    #expect(lines(" \n ", width: 10).isEmpty)
  }

  @Test func tooManyLinesEndInDots() {
    let text = Array(repeating: "word", count: 10_000).joined(separator: " ")
    let lines = lines(text, width: 60, maximum: 2)
    #expect(lines.count == 2)
    #expect(lines.last?.hasSuffix("...") == true)
    #expect(lines.last.map { font.width(of: $0) <= 60 } == true)
    let whole = TextLayout("one two", width: 20, maximumLines: 2).lines
    #expect(whole == ["one", "two"])
  }
}
