import Imaging
import Testing

@Suite struct ResizingTests {
  /// A gray picture of one row or more, from one value a pixel.
  private func gray(_ rows: [[UInt8]]) -> RGBImage {
    RGBImage(
      width: rows[0].count, height: rows.count,
      pixels: rows.joined().flatMap { [$0, $0, $0] })
  }

  @Test func shrinkingTakesTheMeanOfTheArea() {
    let image = gray([[0, 10, 100, 110], [20, 30, 120, 131]])
    #expect(image.resized(width: 2, height: 1) == gray([[15, 115]]))
  }

  @Test func shrinkingByAFractionWeighsByOverlap() {
    // Each new pixel covers one old pixel and half the middle one.
    #expect(gray([[0, 90, 255]]).resized(width: 2, height: 1) == gray([[30, 200]]))
  }

  @Test func growingInterpolatesBetweenCentres() {
    // New centres lie at -0.25, 0.25, 0.75 and 1.25 of the old ones.
    #expect(gray([[0, 100]]).resized(width: 4, height: 1) == gray([[0, 25, 75, 100]]))
    #expect(
      gray([[0], [100]]).resized(width: 1, height: 4) == gray([[0], [25], [75], [100]]))
  }

  @Test func oneAxisMayGrowWhileTheOtherShrinks() {
    let image = gray([[0, 100], [20, 120]])
    #expect(image.resized(width: 4, height: 1) == gray([[10, 35, 85, 110]]))
  }

  @Test func halvesAreRoundedUp() {
    #expect(gray([[0, 1]]).resized(width: 1, height: 1) == gray([[1]]))
    #expect(gray([[254, 255]]).resized(width: 1, height: 1) == gray([[255]]))
  }

  @Test func theSameSizeIsTheSamePicture() {
    let image = patterned(width: 7, height: 5)
    #expect(image.resized(width: 7, height: 5) == image)
  }

  @Test(arguments: [(1, 1), (3, 7), (64, 64), (13, 200)])
  func aFlatPictureStaysFlat(width: Int, height: Int) {
    let color = RGBColor(red: 255, green: 1, blue: 128)
    let image = RGBImage(width: 17, height: 11, color: color)
    let expected = RGBImage(width: width, height: height, color: color)
    #expect(image.resized(width: width, height: height) == expected)
  }

  @Test func channelsStayApart() {
    let image = RGBImage(width: 2, height: 1, pixels: [0, 100, 200, 10, 120, 240])
    #expect(image.resized(width: 1, height: 1).pixels == [5, 110, 220])
  }

  @Test func enlargingRepeatsPixels() {
    let image = gray([[1, 2], [3, 4]])
    #expect(
      image.enlarged(by: 2) == gray([[1, 1, 2, 2], [1, 1, 2, 2], [3, 3, 4, 4], [3, 3, 4, 4]]))
    #expect(image.enlarged(by: 1) == image)
  }

  @Test func shrinkingUndoesEnlarging() {
    let image = patterned(width: 9, height: 6)
    #expect(image.enlarged(by: 4).resized(width: 9, height: 6) == image)
  }
}
