import Imaging
import Tensors

/// The picture of `scene`, `side` pixels wide and high.
///
/// Each object covers each pixel by the share of the pixel's area inside its outline, computed
/// exactly along x and from 16 lines along y, and is mixed with what lies behind it in that
/// proportion, in sRGB bytes.
public func render(_ scene: Scene, side: Int) -> RGBImage {
  require(side > 0, "render: expected a positive side, got \(side)")
  let count = side * side * 3
  let pixels = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
    fill(buffer, with: scene.background.rgb, side: side)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: side + 2) { differences in
      let coverage = RowCoverage(differences)
      for object in scene.objects {
        draw(object, side: side, coverage: coverage, on: buffer)
      }
    }
    initialized = count
  }
  return RGBImage(width: side, height: side, pixels: pixels)
}

/// Colours the first row, and copies it to the others.
private func fill(_ buffer: UnsafeMutableBufferPointer<UInt8>, with color: RGBColor, side: Int) {
  let row = UnsafeMutableBufferPointer(rebasing: buffer[..<(side * 3)])
  for start in stride(from: 0, to: row.count, by: 3) {
    row[start] = color.red
    row[start + 1] = color.green
    row[start + 2] = color.blue
  }
  for start in stride(from: row.count, to: buffer.count, by: row.count) {
    _ = UnsafeMutableBufferPointer(rebasing: buffer[start..<(start + row.count)])
      .update(fromContentsOf: row)
  }
}

/// Mixes `object` into the picture in `buffer`, row by row.
private func draw(
  _ object: SceneObject, side: Int, coverage: RowCoverage,
  on buffer: UnsafeMutableBufferPointer<UInt8>
) {
  let linesPerRow = 16
  let radius = object.radius * Float(side)
  let centerX = object.x * Float(side)
  let centerY = object.y * Float(side)
  let height = radius * object.shape.halfHeight
  let rows = pixelRange(from: centerY - height, to: centerY + height, side: side)
  let columns = pixelRange(from: centerX - radius, to: centerX + radius, side: side)
  let color = object.color.rgb
  for row in rows {
    for line in 0..<linesPerRow {
      let y = Float(row) + (Float(line) + 0.5) / Float(linesPerRow)
      let extent = object.shape.extent(atY: (y - centerY) / radius)
      guard extent.inner < extent.outer else { continue }
      let inner = extent.inner * radius
      let outer = min(extent.outer, 1) * radius
      coverage.add(from: centerX - outer, to: centerX - inner, weight: 1 / Float(linesPerRow))
      coverage.add(from: centerX + inner, to: centerX + outer, weight: 1 / Float(linesPerRow))
    }
    coverage.drain(columns) { column, share in
      let start = (row * side + column) * 3
      buffer[start] = mix(buffer[start], color.red, share)
      buffer[start + 1] = mix(buffer[start + 1], color.green, share)
      buffer[start + 2] = mix(buffer[start + 2], color.blue, share)
    }
  }
}

/// The pixels that the interval touches, within the picture.
func pixelRange(from low: Float, to high: Float, side: Int) -> Range<Int> {
  let first = min(max(low, 0), Float(side)).rounded(.down)
  let last = min(max(high, 0), Float(side)).rounded(.up)
  return Int(first)..<Int(last)
}

private func mix(_ back: UInt8, _ front: UInt8, _ share: Float) -> UInt8 {
  UInt8(Float(back) + share * (Float(front) - Float(back)) + 0.5)
}

/// How much of each pixel of one row is covered, kept as differences between neighbours, so that
/// an interval of any length costs four additions.
private struct RowCoverage {
  private let differences: UnsafeMutableBufferPointer<Float>
  private let width: Float

  /// An uncovered row in memory for two numbers more than it has pixels.
  init(_ memory: UnsafeMutableBufferPointer<Float>) {
    memory.initialize(repeating: 0)
    differences = memory
    width = Float(memory.count - 2)
  }

  /// Covers the pixels between two x coordinates, those at the ends in part.
  func add(from start: Float, to end: Float, weight: Float) {
    addEdge(at: start, weight: weight)
    addEdge(at: end, weight: -weight)
  }

  private func addEdge(at x: Float, weight: Float) {
    let x = min(max(x, 0), width)
    let pixel = Int(x)
    let share = weight * (x - Float(pixel))
    differences[pixel] += weight - share
    differences[pixel + 1] += share
  }

  /// Calls `body` with each covered pixel of `columns` and its coverage, and clears the row.
  func drain(_ columns: Range<Int>, _ body: (Int, Float) -> Void) {
    var sum: Float = 0
    for column in columns {
      sum += differences[column]
      differences[column] = 0
      if sum > 1e-5 { body(column, min(sum, 1)) }
    }
    differences[columns.upperBound] = 0
    differences[columns.upperBound + 1] = 0
  }
}
