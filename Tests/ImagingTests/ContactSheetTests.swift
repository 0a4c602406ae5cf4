import Testing

@testable import Imaging

@Suite struct ContactSheetTests {
  private let red = RGBColor(red: 255, green: 0, blue: 0)

  private func cell(_ caption: String) -> ContactSheet.Cell {
    ContactSheet.Cell(image: RGBImage(width: 40, height: 20, color: red), caption: caption)
  }

  private func sheet(_ captions: [String], columns: Int, label: String = "") -> ContactSheet {
    var sheet = ContactSheet(cells: captions.map(cell), columns: columns)
    sheet.rows[0].label = label
    sheet.imageScale = 2
    sheet.textScale = 1
    sheet.spacing = 10
    sheet.labelWidth = 50
    return sheet
  }

  /// The pixels in a rectangle darker than the background, border and picture are.
  private func ink(_ image: RGBImage, x: Range<Int>, y: Range<Int>) -> Int {
    y.reduce(0) { sum, row in sum + x.filter { image[$0, row].red < 100 }.count }
  }

  @Test func picturesWithoutCaptionsLieOnAGrid() {
    let result = sheet(["", "", ""], columns: 2).render()
    #expect(result.width == 10 + 2 * (80 + 10))
    #expect(result.height == 10 + 2 * (40 + 10))
    for (x, y, inside) in [
      (10, 10, true), (89, 49, true), (100, 10, true), (179, 10, true), (10, 60, true),
      (95, 20, false), (100, 60, false), (50, 55, false),
    ] {
      #expect((result[x, y] == red) == inside, "(\(x), \(y))")
    }
  }

  @Test func aFrameSurroundsEachPicture() {
    let result = sheet([""], columns: 1).render()
    let corner = result[9, 9]
    #expect(corner != result[8, 8])
    #expect(corner != red)
    #expect(result[90, 50] == corner)
  }

  @Test func captionsStandUnderTheirPictures() {
    let result = sheet(["", "caption"], columns: 2).render()
    #expect(result.height == 10 + 40 + 3 + 9 + 5 + 10)
    #expect(ink(result, x: 0..<100, y: 0..<result.height) == 0)
    #expect(ink(result, x: 100..<180, y: 50..<53) == 0)
    #expect(ink(result, x: 100..<180, y: 53..<62) > 20)
    #expect(ink(result, x: 100..<180, y: 61..<62) > 0)
    #expect(ink(result, x: 100..<180, y: 62..<result.height) == 0)
  }

  @Test func aRowIsAsHighAsItsLongestCaption() {
    let long = sheet(["one", "a caption of several words on more than one line"], columns: 2)
    let lines = TextLayout(long.rows[0].cells[1].caption, width: 80, maximumLines: 6).lines.count
    #expect(lines > 1)
    #expect(long.render().height == 10 + 40 + 3 + 9 + (lines - 1) * 11 + 5 + 10)
  }

  @Test func labelsStandBeforeTheRowAndMoveThePictures() {
    let result = sheet([""], columns: 1, label: "seed 0").render()
    #expect(result.width == 10 + 50 + 10 + 80 + 10)
    #expect(result[70, 10] == red)
    #expect(ink(result, x: 10..<60, y: 10..<50) > 20)
  }

  @Test func headsStandOverTheColumnsAndMoveTheRows() {
    var headed = sheet(["", ""], columns: 2)
    headed.heads = ["one", "a head of several words on more than one line"]
    let lines = TextLayout(headed.heads[1], width: 80, maximumLines: 6).lines.count
    let top = 10 + 3 + 9 + (lines - 1) * 11 + 5
    let result = headed.render()
    #expect(result.height == top + 40 + 10)
    #expect(result[10, top] == red)
    // The short one stands where the long one ends.
    #expect(ink(result, x: 10..<90, y: 10..<top - 17) == 0)
    #expect(ink(result, x: 10..<90, y: top - 17..<top) > 5)
    #expect(ink(result, x: 100..<180, y: 10..<20) > 5)
  }

  @Test func groupsOfRowsStandApart() {
    var grouped = sheet(["", "", ""], columns: 1)
    let height = grouped.render().height
    grouped.rows[2].beginsGroup = true
    #expect(grouped.render().height == height + 20)
    #expect(grouped.render()[10, 10 + 2 * 50 + 20] == red)
  }

  @Test func equalSheetsAreEqualPictures() {
    let captions = ["a red circle", "a blue square"]
    let first = sheet(captions, columns: 2).render()
    #expect(sheet(captions, columns: 2).render() == first)
    #expect(sheet(captions.reversed(), columns: 2).render() != first)
  }

  @Test func tinyPicturesWithLongCaptionsAreDrawn() {
    let image = RGBImage(width: 1, height: 1)
    var sheet = ContactSheet(
      cells: [.init(image: image, caption: String(repeating: "word", count: 1000))], columns: 1)
    sheet.rows[0].label = "label"
    sheet.labelWidth = 0
    // Around a label of no width and a picture three times as wide as it is.
    #expect(sheet.render().width == 16 + 0 + 16 + 3 + 16)
  }
}
