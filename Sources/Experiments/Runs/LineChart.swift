import Tensors

/// A curve drawn in text, for terminals.
public enum LineChart {
  /// The points as lines of Braille patterns, two dots by four a character, with the largest and
  /// the smallest value beside the first and the last line and the steps below.
  ///
  /// Each column of dots shows the mean of the points that fall into it, or where none does a place
  /// on the straight line between its neighbours.
  ///
  /// - Parameters:
  ///   - points: The steps, not decreasing, and the finite values.
  ///   - columns: The characters a line.
  ///   - rows: The lines.
  /// - Returns: `rows` lines and one for the steps; nothing where there are no points.
  public static func render(
    _ points: [(step: Int, value: Double)], columns: Int = 60, rows: Int = 4
  ) -> String {
    require(columns > 0 && rows > 0, "LineChart.render: \(columns) columns, \(rows) rows")
    guard let first = points.first, let last = points.last else { return "" }
    let heights = heights(points, width: columns * 2, height: rows * 4)
    var dots = [[UInt32]](repeating: [UInt32](repeating: 0, count: columns), count: rows)
    var previous: Int?
    for (x, height) in heights.enumerated() {
      for y in min(previous ?? height, height)...max(previous ?? height, height) {
        let line = rows * 4 - 1 - y
        dots[line / 4][x / 2] |= braille[line % 4][x % 2]
      }
      previous = height
    }
    let values = points.map(\.value)
    var labels = [String](repeating: "", count: rows)
    labels[rows - 1] = shortened(Float(values.min() ?? 0))
    labels[0] = shortened(Float(values.max() ?? 0))
    let width = labels.map(\.count).max() ?? 0
    var lines = zip(labels, dots).map { label, cells in
      let pattern = String(
        String.UnicodeScalarView(cells.compactMap { Unicode.Scalar(0x2800 + $0) }))
      return String(repeating: " ", count: width - label.count) + "\(label) \u{2524}\(pattern)"
    }
    let (left, right) = ("\(first.step)", "\(last.step)")
    let gap = String(repeating: " ", count: max(1, columns - left.count - right.count))
    lines.append(String(repeating: " ", count: width + 2) + left + gap + right)
    return lines.joined(separator: "\n")
  }

  /// For each column of dots the height of its mean, from 0 at the smallest value of all; the
  /// columns after the last point have its height.
  private static func heights(
    _ points: [(step: Int, value: Double)], width: Int, height: Int
  ) -> [Int] {
    let values = points.map(\.value)
    let least = values.min() ?? 0
    let range = (values.max() ?? 0) - least
    let start = points[0].step
    let steps = max(1, points[points.count - 1].step - start)
    var sums = [Double](repeating: 0, count: width)
    var counts = [Double](repeating: 0, count: width)
    for point in points {
      let place = Double(point.step - start) / Double(steps)
      let column = min(width - 1, max(0, Int((place * Double(width - 1)).rounded())))
      // Parts of the range, so that no sum can overflow.
      sums[column] += range > 0 && range.isFinite ? (point.value - least) / range : 0
      counts[column] += 1
    }
    let filled = counts.indices.filter { counts[$0] > 0 }
    var heights = [Int](repeating: 0, count: width)
    for (left, right) in zip(filled, filled.dropFirst() + [width]) {
      let start = sums[left] / counts[left]
      let end = right < width ? sums[right] / counts[right] : start
      for column in left..<right {
        let part = Double(column - left) / Double(right - left)
        heights[column] = Int(((start + (end - start) * part) * Double(height - 1)).rounded())
      }
    }
    return heights
  }

  /// The bits of Unicode's Braille patterns, by line and column of a character.
  private static let braille: [[UInt32]] = [
    [0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80],
  ]
}
