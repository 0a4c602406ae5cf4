import Evaluation
import Files
import Imaging
import Tensors
import Testing

/// The path of a file of the fixtures.
func fixturePath(_ name: String) -> String {
  "/\(#filePath.split(separator: "/").dropLast().joined(separator: "/"))/Fixtures/\(name)"
}

/// Whether numbers agree to `tolerance`, relative to the larger of 1 and the values.
func expectClose(
  _ left: some Collection<Double>, _ right: some Collection<Double>, tolerance: Double,
  _ what: String = "", sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(left.count == right.count, "\(what)", sourceLocation: sourceLocation)
  for (index, (a, b)) in zip(left, right).enumerated()
  where !(abs(a - b) <= tolerance * max(1, abs(a), abs(b))) {
    Issue.record("\(what) \(index): \(a) is not \(b)", sourceLocation: sourceLocation)
    return
  }
}

/// A picture that `features.py` makes by the same formula.
func patternPicture(_ index: Int, side: Int) -> RGBImage {
  var pixels: [UInt8] = []
  for y in 0..<side {
    for x in 0..<side {
      for c in 0..<3 {
        let value = x * (3 + index) + y * (5 - index) + c * 40 + x * y / (7 + index)
        pixels.append(UInt8(value % 256))
      }
    }
  }
  return RGBImage(width: side, height: side, pixels: pixels)
}
