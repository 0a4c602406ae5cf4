import Imaging
import TestSupport
import Testing

/// A picture whose every byte is a different function of its place.
func patterned(width: Int, height: Int) -> RGBImage {
  let count = width * height * 3
  return RGBImage(
    width: width, height: height, pixels: (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37) })
}

/// The picture of a fixture.
func fixture(_ name: String) throws -> RGBImage { try PNG.read(fixturePath(name)).image }

/// A 4 x 3 picture whose pixel at column x and row y is `color(x, y)`.
func expected(_ color: (_ x: Int, _ y: Int) -> [Int]) -> RGBImage {
  var pixels: [UInt8] = []
  for y in 0..<3 {
    for x in 0..<4 { pixels += color(x, y).map { UInt8($0) } }
  }
  return RGBImage(width: 4, height: 3, pixels: pixels)
}
