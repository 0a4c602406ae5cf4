import Imaging
import Testing

@Suite struct ImageGridTests {
  private let black = RGBColor(red: 0, green: 0, blue: 0)

  private func flat(_ value: UInt8, width: Int = 3, height: Int = 2) -> RGBImage {
    RGBImage(
      width: width, height: height, color: RGBColor(red: value, green: value, blue: value))
  }

  @Test func picturesFillRowsFromTheLeftUpperCorner() {
    let grid = ImageGrid(columns: 2, padding: 1, background: black)
    let result = grid.compose([flat(10), flat(20), flat(30)])
    #expect(result.width == 1 + 2 * 4)
    #expect(result.height == 1 + 2 * 3)
    for y in 0..<result.height {
      for x in 0..<result.width {
        let place = (x % 4 == 0 || y % 3 == 0) ? nil : (y / 3) * 2 + x / 4
        let value: UInt8 = place.map { [10, 20, 30, 0][$0] } ?? 0
        #expect(result[x, y] == RGBColor(red: value, green: value, blue: value), "(\(x), \(y))")
      }
    }
  }

  @Test func picturesAreEnlargedByTheScale() {
    let image = patterned(width: 3, height: 2)
    let grid = ImageGrid(columns: 1, padding: 0, scale: 3)
    #expect(grid.compose([image]) == image.enlarged(by: 3))
  }

  @Test func unusedColumnsTakeNoRoom() {
    let grid = ImageGrid(columns: 10, padding: 0)
    #expect(grid.compose([flat(1), flat(2)]).width == 6)
  }
}
