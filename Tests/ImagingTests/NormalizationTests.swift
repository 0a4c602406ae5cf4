import Imaging
import Testing

@Suite struct NormalizationTests {
  private func bytes(_ values: [Float]) -> [UInt8] {
    RGBImage(width: values.count / 3, height: 1, normalized: values).pixels
  }

  @Test func theEndsAndTheMiddle() {
    #expect(bytes([-1, 0, 1]) == [0, 128, 255])
    #expect(RGBImage(width: 1, height: 1, pixels: [0, 51, 255]).normalized() == [-1, -0.6, 1])
  }

  @Test func valuesOutsideAreClampedAndNaNIsZero() {
    #expect(bytes([-1.5, 1.5, .nan]) == [0, 255, 0])
    #expect(
      bytes([-.infinity, .infinity, -.greatestFiniteMagnitude]) == [0, 255, 0])
  }

  @Test func valuesGoToTheNearestByte() {
    // 0.25 is 159.375 and 0.5 is 191.25; -0.2 + 1 is 102 in exact arithmetic.
    #expect(bytes([0.25, 0.5, -0.2]) == [159, 191, 102])
    // 127.5 lies halfway, as do 0.5 and 254.5 up to the rounding of the argument.
    #expect(bytes([0, Float(0).nextDown - 0.001, 0.001]) == [128, 127, 128])
  }

  @Test func everyByteSurvivesARoundTrip() {
    let image = RGBImage(width: 256, height: 1, pixels: (0..<768).map { UInt8($0 / 3) })
    #expect(RGBImage(width: 256, height: 1, normalized: image.normalized()) == image)
  }

  @Test func theOrderIsRowsThenColumnsThenChannels() {
    let image = patterned(width: 3, height: 2)
    let values = image.normalized()
    let pixel = image[2, 1]
    let start = (1 * 3 + 2) * 3
    #expect(
      Array(values[start..<(start + 3)])
        == [pixel.red, pixel.green, pixel.blue].map { Float($0) / 127.5 - 1 })
  }

  @Test func anyCollectionServes() {
    let image = patterned(width: 4, height: 4)
    let values = image.normalized()
    #expect(RGBImage(width: 4, height: 4, normalized: values[...]) == image)
    let lazy = values.lazy.map { $0 }
    #expect(RGBImage(width: 4, height: 4, normalized: lazy) == image)
    values.withUnsafeBufferPointer {
      #expect(RGBImage(width: 4, height: 4, normalized: $0) == image)
    }
  }

  @Test func writingIntoABufferGivesTheSameValues() {
    let image = patterned(width: 5, height: 3)
    var values = [Float](repeating: 9, count: 45)
    values.withUnsafeMutableBufferPointer { image.writeNormalized(into: $0) }
    #expect(values == image.normalized())
  }
}
