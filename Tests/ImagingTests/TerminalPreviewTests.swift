import Imaging
import Testing

@Suite struct TerminalPreviewTests {
  private let escape = "\u{1B}["

  @Test func twoRowsMakeALineOfHalfBlocks() {
    let image = RGBImage(width: 1, height: 2, pixels: [1, 2, 3, 40, 50, 60])
    #expect(
      TerminalPreview.render(image)
        == "\(escape)38;2;1;2;3m\(escape)48;2;40;50;60m▀\(escape)0m\n")
  }

  @Test func colorsAreSetOnlyWhereTheyChange() {
    let image = RGBImage(
      width: 3, height: 2, pixels: [1, 1, 1, 1, 1, 1, 2, 2, 2, 9, 9, 9, 9, 9, 9, 9, 9, 9])
    #expect(
      TerminalPreview.render(image)
        == "\(escape)38;2;1;1;1m\(escape)48;2;9;9;9m▀▀\(escape)38;2;2;2;2m▀\(escape)0m\n")
  }

  @Test func anOddLastRowHasNothingBelowIt() {
    let image = RGBImage(width: 1, height: 1, pixels: [1, 2, 3])
    #expect(TerminalPreview.render(image) == "\(escape)38;2;1;2;3m▀\(escape)0m\n")
  }

  @Test func widePicturesAreShrunk() {
    let text = TerminalPreview.render(patterned(width: 100, height: 60), maximumColumns: 20)
    let lines = text.split(separator: "\n")
    #expect(lines.count == 6)
    for line in lines { #expect(line.filter { $0 == "▀" }.count == 20) }
  }

  @Test func narrowPicturesKeepTheirSize() {
    let text = TerminalPreview.render(patterned(width: 64, height: 64))
    let lines = text.split(separator: "\n")
    #expect(lines.count == 32)
    #expect(lines.allSatisfy { $0.filter { $0 == "▀" }.count == 64 })
  }
}
