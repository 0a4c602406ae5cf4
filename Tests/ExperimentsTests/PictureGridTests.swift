import Experiments
import Imaging
import Testing
import TextToImage

@Suite struct PictureGridTests {
  private func cells(_ prompts: [String]) -> [PictureGrid.Cell] {
    prompts.map { (RGBImage(width: 64, height: 64), $0, 0, nil) }
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

  /// The ends of a way have prompts and seeds under them, the others how far they are.
  @Test func picturesOnAWayTellHowFarTheyAre() {
    func sheet(_ ways: [(prompt: String, seed: UInt64, share: Double)]) -> RGBImage {
      PictureGrid(columns: 3, isLabelled: true).compose(
        ways.map { way in
          (
            RGBImage(width: 64, height: 64), "a", 1,
            Blend(prompt: way.prompt, seed: way.seed, share: way.share)
          )
        })
    }
    let way = sheet([("b", 2, 0), ("b", 2, 0.5), ("b", 2, 1)])
    #expect(way.width == 16 + 3 * (192 + 16))
    let cells = PictureGrid(columns: 3, isLabelled: true).compose([
      (RGBImage(width: 64, height: 64), "a", 1, nil),
      (RGBImage(width: 64, height: 64), "b", 2, nil),
      (RGBImage(width: 64, height: 64), "b", 2, nil),
    ])
    // The first and the last column, with half of the space beside them.
    let column = 16 + 192 + 8
    func columns(_ image: RGBImage) -> [[UInt8]] {
      (0..<image.height).map { row in
        let line = image.pixels[(row * image.width * 3)..<((row + 1) * image.width * 3)]
        return Array(line.prefix(column * 3) + line.suffix(column * 3))
      }
    }
    let differing = zip(columns(way), columns(cells)).count { $0 != $1 }
    #expect(differing == 0)
    #expect(way != sheet([("b", 2, 0), ("b", 2, 0.6), ("b", 2, 1)]))
    #expect(way == sheet([("c", 3, 0), ("c", 3, 0.5), ("b", 2, 1)]))
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
