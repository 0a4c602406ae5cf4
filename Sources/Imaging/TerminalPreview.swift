/// Pictures as text for terminals with 24-bit colour.
public enum TerminalPreview {
  /// The picture as lines of half blocks, each character two pixels tall, ending in a line feed.
  ///
  /// Colours are set by the SGR sequences 38;2 and 48;2 (ISO 8613-6), only where they change, and
  /// reset at the end of each line.
  ///
  /// - Parameters:
  ///   - image: The picture.
  ///   - maximumColumns: A wider picture is shrunk to this many characters.
  /// - Returns: One line for every two rows of pixels.
  public static func render(_ image: RGBImage, maximumColumns: Int = 80) -> String {
    let image = fitted(image, width: maximumColumns)
    var text = ""
    for y in stride(from: 0, to: image.height, by: 2) {
      var shown: (upper: RGBColor, lower: RGBColor?)?
      for x in 0..<image.width {
        let upper = image[x, y]
        let lower = y + 1 < image.height ? image[x, y + 1] : nil
        if shown?.upper != upper { text += "\u{1B}[38;2;\(parameters(upper))m" }
        if let lower, shown?.lower != lower { text += "\u{1B}[48;2;\(parameters(lower))m" }
        text += "\u{2580}"
        shown = (upper, lower)
      }
      text += "\u{1B}[0m\n"
    }
    return text
  }

  private static func fitted(_ image: RGBImage, width: Int) -> RGBImage {
    require(width > 0, "TerminalPreview.render: \(width) columns")
    guard image.width > width else { return image }
    let height = max(1, (image.height * width + image.width / 2) / image.width)
    return image.resized(width: width, height: height)
  }

  private static func parameters(_ color: RGBColor) -> String {
    "\(color.red);\(color.green);\(color.blue)"
  }
}
