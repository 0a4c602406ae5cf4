import Imaging
import Testing

/// Pictures that are scaled, moved and blurred.
@Suite struct WarpingTests {
  private let picture = patterned(width: 6, height: 5)

  @Test func nothingIsDoneByNothing() {
    #expect(picture.warped(scale: 1, right: 0, down: 0) == picture)
    #expect(picture.blurred(deviation: 0) == picture)
  }

  @Test func wholePixelsMoveAndEdgesAreRepeated() {
    let moved = picture.warped(scale: 1, right: 2, down: -1)
    for y in 0..<5 {
      for x in 0..<6 { #expect(moved[x, y] == picture[max(0, x - 2), min(4, y + 1)]) }
    }
  }

  @Test func halfAPixelIsTheMeanOfTwo() {
    var step = RGBImage(width: 4, height: 4)
    for y in 0..<4 { for x in 0..<2 { step[x, y] = RGBColor(red: 55, green: 155, blue: 255) } }
    let moved = step.warped(scale: 1, right: 0.5, down: 0)
    #expect(moved[1, 2] == step[1, 2])
    #expect(moved[2, 2] == RGBColor(red: 155, green: 205, blue: 255))
  }

  @Test func theCentreStaysWhereItIsScaled() {
    // Twice as large, every new pixel lies half as far from the centre.
    let large = patterned(width: 9, height: 9)
    let scaled = large.warped(scale: 2, right: 0, down: 0)
    #expect(scaled[4, 4] == large[4, 4])
    #expect(scaled[0, 8] == large[2, 6])
    #expect(scaled[2, 6] == large[3, 5])
  }

  @Test func blursSpreadAPointAsTheNormalDistributionDoes() {
    var point = RGBImage(width: 15, height: 15, color: RGBColor(red: 0, green: 0, blue: 0))
    point[7, 7] = RGBColor(red: 255, green: 255, blue: 255)
    let blurred = point.blurred(deviation: 1)
    // 255 / (2 π) in the middle, exp(-1/2) of it beside it, and the same to all sides.
    #expect(blurred[7, 7].red == 41)
    #expect(blurred[8, 7].red == 25)
    #expect(blurred[8, 7] == blurred[7, 6])
    #expect(blurred[12, 7].red == 0)
    let plain = RGBImage(width: 7, height: 5, color: RGBColor(red: 9, green: 99, blue: 199))
    #expect(plain.blurred(deviation: 3) == plain)
  }
}
