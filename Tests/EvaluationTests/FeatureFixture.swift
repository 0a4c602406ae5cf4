import Evaluation
import Files
import Imaging
import Tensors
import Testing

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
