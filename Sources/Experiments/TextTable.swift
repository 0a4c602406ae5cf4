/// Rows of cells as lines without spaces at their ends, every column as wide as its widest cell.
///
/// The first column stands flush left; so do the others, unless they are `flushRight`.
func aligned(_ rows: [[String]], flushRight: Bool = false) -> String {
  let columns = rows.map(\.count).max() ?? 0
  let widths = (0..<columns).map { column in
    rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
  }
  return rows.map { row in
    let cells = zip(row, widths).enumerated().map { column, cell in
      let space = String(repeating: " ", count: cell.1 - cell.0.count)
      return flushRight && column > 0 ? space + cell.0 : cell.0 + space
    }
    let line = cells.joined(separator: "  ")
    return String(line.prefix(line.count - line.reversed().prefix { $0 == " " }.count))
  }.joined(separator: "\n")
}
