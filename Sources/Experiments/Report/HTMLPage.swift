/// A page of HTML that needs nothing beside it: no network, no other file.
struct HTMLPage {
  /// What it is called; plain text.
  var title: String
  /// What stands below the title, in order: HTML.
  var parts: [String]

  /// The page's text.
  var text: String {
    let title = title.escapedForHTML
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
      style-src 'unsafe-inline'; script-src 'unsafe-inline'">
      <title>\(title)</title>
      <style>
      \(ReportAssets.style)
      </style>
      </head>
      <body>
      <main>
      <h1>\(title)</h1>
      \(parts.filter { !$0.isEmpty }.joined(separator: "\n"))
      </main>
      \(ReportAssets.dialog)
      <script>
      \(ReportAssets.script)
      </script>
      </body>
      </html>

      """
  }
}

extension HTMLPage {
  /// A part of a page under a heading; empty where it has no content.
  static func section(_ heading: String, _ content: String) -> String {
    content.isEmpty
      ? "" : "<section>\n<h2>\(heading.escapedForHTML)</h2>\n\(content)\n</section>"
  }

  /// A box that scrolls sideways where its content is wider, also by keys.
  ///
  /// - Parameters:
  ///   - content: HTML.
  ///   - style: The box's class.
  ///   - label: What it shows, as plain text.
  /// - Returns: The box.
  static func scrolling(_ content: String, class style: String = "scroll", label: String) -> String
  {
    "<div class=\"\(style)\" tabindex=\"0\" role=\"region\" "
      + "aria-label=\"\(label.escapedForHTML)\">\(content)</div>"
  }

  /// Facts side by side: plain names with their values in HTML.
  static func strip(_ facts: [(name: String, value: String)]) -> String {
    let items = facts.map { "<div><dt>\($0.name.escapedForHTML)</dt><dd>\($0.value)</dd></div>" }
    return "<dl class=\"strip\">\n\(items.joined(separator: "\n"))\n</dl>"
  }

  /// The first digits of a hash, all of it in its title.
  static func code(_ hash: String) -> String {
    "<code title=\"\(hash.escapedForHTML)\">\(String(hash.prefix(10)).escapedForHTML)</code>"
  }

  /// How to make again what a page of pictures shows.
  ///
  /// - Parameters:
  ///   - command: The command.
  ///   - hasFiles: Whether it names files, which are seen from the folder that all of them are in.
  /// - Returns: The section.
  static func again(_ command: String, hasFiles: Bool) -> String {
    section(
      "To see it again",
      """
      \(hasFiles ? "<p>In the folder that all of its files are in:</p>" : "")
      <pre>\(command.escapedForHTML)</pre>
      <p>One picture: click it in the gallery for its command.</p>
      """)
  }
}
