/// A table of figures; on a phone each line is a block in which every figure says what it is.
struct HTMLTable {
  /// The columns' names as HTML, the first one's that of the lines; that of a plot is its scale.
  let columns: [String]
  /// Whether the first line is the whole of which the others are parts.
  let isLed: Bool
  /// The lines.
  private var rows: [String] = []

  init(columns: [String], isLed: Bool = true) {
    self.columns = columns
    self.isLed = isLed
  }

  /// Adds a line: its name as plain text and its cells as HTML.
  mutating func add(_ name: String, _ cells: [String]) {
    let cells = zip(columns.dropFirst(), cells).map { column, cell in
      isPlot(column)
        ? "<td class=\"plot\">\(cell)</td>"
        : "<td" + (column.isEmpty ? "" : " data-label=\"\(column)\"") + ">\(cell)</td>"
    }
    rows.append("<tr><th scope=\"row\">\(name.escapedForHTML)</th>\(cells.joined())</tr>")
  }

  /// The table as HTML.
  var html: String {
    let heads = columns.map { "<th scope=\"col\"\(isPlot($0) ? " class=\"plot\"" : "")>\($0)</th>" }
    let style = isLed ? " class=\"led\"" : ""
    return
      "<div class=\"scroll\"><table\(style)>\n<thead><tr>\(heads.joined())</tr></thead>\n<tbody>\n"
      + rows.joined(separator: "\n") + "\n</tbody></table></div>\n"
  }

  private func isPlot(_ column: String) -> Bool { column.hasPrefix("<svg") }
}
