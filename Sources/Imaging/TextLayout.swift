/// Text in the bitmap font, wrapped to a width.
struct TextLayout {
  /// The lines from the top.
  let lines: [String]

  /// Breaks `text` into lines of at most `width` font pixels.
  ///
  /// Lines break at white space; a word too long for a line breaks after a sign within it, or where
  /// there is none, anywhere. Where there would be
  /// more than `maximumLines`, the last one ends in "...".
  init(_ text: String, width: Int, maximumLines: Int) {
    require(maximumLines > 0, "TextLayout: at least 1 line, got \(maximumLines)")
    var breaker = LineBreaker(width: width)
    for word in BitmapFont.spelled(text).split(whereSeparator: \.isWhitespace) {
      if breaker.lines.count > maximumLines { break }
      breaker.add(word)
    }
    var lines = breaker.finish()
    if lines.count > maximumLines {
      lines.removeSubrange(maximumLines...)
      var last = lines.removeLast()
      while !last.isEmpty, BitmapFont.standard.width(of: last + "...") > width {
        last.removeLast()
      }
      lines.append(last + "...")
    }
    self.lines = lines
  }

  /// The rows of `count` lines, in font pixels, without space below the last one.
  static func height(ofLines count: Int) -> Int {
    count == 0 ? 0 : (count - 1) * BitmapFont.lineHeight + BitmapFont.glyphHeight
  }

  /// Draws the lines on `image`, their left upper corner at column `x` and row `y`, each font
  /// pixel a square of side `scale`.
  func draw(on image: inout RGBImage, x: Int, y: Int, scale: Int, color: RGBColor) {
    for (index, line) in lines.enumerated() {
      var left = x
      for character in line {
        let glyph = BitmapFont.standard.glyph(character)
        for pixel in glyph.ink {
          image.fill(
            x: left + pixel.x * scale, y: y + (index * BitmapFont.lineHeight + pixel.y) * scale,
            width: scale, height: scale, color: color)
        }
        left += (glyph.width + 1) * scale
      }
    }
  }
}

extension Substring {
  /// The beginning up to the first sign, such as "=" or "-", with it; all where there is none.
  fileprivate var prefixThroughSign: Substring {
    firstIndex { "=-_/.,:;".contains($0) }.map { self[...$0] } ?? self
  }
}

/// Fills lines with words, one after the other.
private struct LineBreaker {
  let width: Int
  private(set) var lines: [String] = []
  private var line = ""

  init(width: Int) { self.width = width }

  mutating func add(_ word: Substring) {
    let longer = line.isEmpty ? String(word) : line + " " + word
    if fits(longer) {
      line = longer
      return
    }
    endLine()
    var rest = word
    while !rest.isEmpty {
      let part = rest.prefixThroughSign
      rest = rest.dropFirst(part.count)
      if !fits(line + part) { endLine() }
      for character in part {
        if !line.isEmpty, !fits(line + String(character)) { endLine() }
        line.append(character)
      }
    }
  }

  mutating func finish() -> [String] {
    endLine()
    return lines
  }

  private mutating func endLine() {
    if !line.isEmpty { lines.append(line) }
    line = ""
  }

  private func fits(_ text: String) -> Bool { BitmapFont.standard.width(of: text) <= width }
}
