/// A table of figures; on a phone each line is a block in which every figure says what it is.
struct HTMLTable {
  /// What it is of, for those who cannot see it.
  let label: String
  /// The columns' names as HTML, the first one's that of the lines; that of a plot is its scale.
  let columns: [String]
  /// Whether the first line is the whole of which the others are parts.
  let isLed: Bool
  /// The lines.
  private var rows: [(name: String, cells: [String?])] = []

  init(_ label: String, columns: [String], isLed: Bool = true) {
    self.label = label
    self.columns = columns
    self.isLed = isLed
  }

  /// Adds a line: its name as plain text and its cells as HTML, nil where there is no value.
  mutating func add(_ name: String, _ cells: [String?]) { rows.append((name, cells)) }

  /// Adds a line of plain text, its name first; "-" stands for no value.
  mutating func add(_ line: [String]) {
    add(line[0], line.dropFirst().map { $0 == "-" ? nil : $0.escapedForHTML.withMinusSigns })
  }

  /// The table as HTML, without the columns in which no line has a value.
  var html: String {
    let shown = columns.indices.filter { column in
      column == 0 || rows.contains { $0.cells[column - 1] != nil }
    }
    let heads = shown.map { column in
      "<th scope=\"col\"\(isPlot(column) ? " class=\"plot\"" : "")>\(columns[column])</th>"
    }
    let lines = rows.map { name, cells in
      "<tr><th scope=\"row\">\(name.escapedForHTML)</th>"
        + shown.dropFirst().map { cell(cells[$0 - 1] ?? missing, in: $0) }.joined() + "</tr>"
    }
    let style = isLed ? " class=\"led\"" : ""
    return HTMLPage.scrolling(
      "<table\(style)>\n<thead><tr>\(heads.joined())</tr></thead>\n<tbody>\n"
        + lines.joined(separator: "\n") + "\n</tbody></table>", label: label) + "\n"
  }

  private func cell(_ content: String, in column: Int) -> String {
    isPlot(column)
      ? "<td class=\"plot\">\(content)</td>"
      : "<td data-label=\"\(columns[column])\">\(content)</td>"
  }

  private func isPlot(_ column: Int) -> Bool { columns[column].hasPrefix("<svg") }
}
