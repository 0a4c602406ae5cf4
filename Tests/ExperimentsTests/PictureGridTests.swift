import Experiments
import Imaging
import Testing

@Suite struct PictureGridTests {
  private func cells(_ prompts: [String]) -> [PictureGrid.Cell] {
    prompts.map { (RGBImage(width: 64, height: 64), $0, 0) }
  }

  /// Three pictures of 192 pixels a row with 16 around each, nothing before them.
  @Test func picturesOfSeveralPromptsInARowHaveTheirPromptsBelow() {
    let grid = PictureGrid(columns: 3, isLabelled: true)
    let sheet = grid.compose(cells(["a", "b", "c", "d"]))
    #expect(sheet.width == 16 + 3 * (192 + 16))
    for changed in 0..<4 {
      var prompts = ["a", "b", "c", "d"]
      prompts[changed] = "x"
      #expect(grid.compose(cells(prompts)) != sheet)
    }
  }

  /// A label of 160 pixels, then pictures of 128.
  @Test func rowsOfOnePromptHaveItBefore() {
    let sheet = PictureGrid(columns: 2, isLabelled: true).compose(cells(["a", "a", "b", "b"]))
    #expect(sheet.width == 16 + 160 + 16 + 2 * (128 + 16))
  }

  @Test func onePromptInSeveralRowsIsToldOnce() {
    let grid = PictureGrid(columns: 2, isLabelled: true)
    let once = grid.compose(cells(["a", "a", "a", "a"]))
    let twice = grid.compose(cells(["a", "a", "b", "b"]))
    // The label of the second row, halfway down, is the difference.
    let second = once.height / 2
    #expect(
      once.pixels.prefix(second * once.width * 3).elementsEqual(
        twice.pixels.prefix(second * once.width * 3)))
    #expect(once != twice)
  }
}
