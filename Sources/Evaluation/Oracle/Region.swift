import Datasets

/// A connected part of a picture in one colour, with the covered part of each pixel.
struct Region {
  /// The colour.
  var color: ShapeColor
  /// The first column and row of the window around the region.
  var left: Int
  var top: Int
  /// The columns and rows of the window.
  var width: Int
  var height: Int
  /// The covered part of each pixel of the window, row by row, 0 to 1.
  var coverage: [Float]
  /// The covered area in pixels.
  var area: Float
  /// The centroid in pixels from the picture's left and top edges.
  var centroidX: Float
  var centroidY: Float

  /// The region made of `pixels`, more than half covered, and the part-covered pixels around them.
  init(color: ShapeColor, pixels: [Int], cover: Cover, side: Int) {
    let label = cover.labels[pixels[0]]
    let columns = pixels.map { $0 % side }
    let left = max(0, (columns.min() ?? 0) - 1)
    let right = min(side - 1, (columns.max() ?? 0) + 1)
    let top = max(0, pixels[0] / side - 1)
    let bottom = min(side - 1, pixels[pixels.count - 1] / side + 1)
    self.color = color
    (self.left, self.top) = (left, top)
    (width, height) = (right - left + 1, bottom - top + 1)
    coverage = Array(repeating: 0, count: width * height)
    for pixel in pixels {
      let (x, y) = (pixel % side, pixel / side)
      for row in max(top, y - 1)...min(bottom, y + 1) {
        for column in max(left, x - 1)...min(right, x + 1) {
          let other = row * side + column
          guard cover.labels[other] == label, cover.coverage[other] < 0.5 else { continue }
          coverage[(row - top) * width + column - left] = cover.coverage[other]
        }
      }
      coverage[(y - top) * width + x - left] = cover.coverage[pixel]
    }
    var (sum, sumX, sumY): (Float, Float, Float) = (0, 0, 0)
    for row in 0..<height {
      for column in 0..<width {
        let value = coverage[row * width + column]
        sum += value
        sumX += value * (Float(left + column) + 0.5)
        sumY += value * (Float(top + row) + 0.5)
      }
    }
    area = sum
    (centroidX, centroidY) = (sumX / sum, sumY / sum)
  }
}
