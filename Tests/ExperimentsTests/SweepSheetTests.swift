import Imaging
import Testing

@testable import Experiments

@Suite struct SweepSheetTests {
  /// A sheet of two captions and a row each of `rows`, of black pictures of 128 pixels.
  private func sheet(_ rows: [(arm: String, seed: Int)]) -> RGBImage {
    let black = RGBImage(width: 128, height: 128, color: RGBColor(red: 0, green: 0, blue: 0))
    var sheet = SweepSheet(captions: ["one", "two"])
    for row in rows { sheet.add(row.arm, seed: row.seed, [black, black]) }
    return sheet.render()
  }

  @Test func captionsStandOnceAtTheHead() {
    let one = sheet([("a", 0)])
    let two = sheet([("a", 0), ("a", 1)])
    #expect(two.height - one.height == 128 + 16)
    // There is no text between the rows.
    let gap = (one.height - 14..<one.height - 1).map { two[two.width - 80, $0] }
    #expect(gap.allSatisfy { $0 == two[0, 0] })
  }

  @Test func trainingsOfAnArmStandCloserThanArms() {
    #expect(sheet([("a", 0), ("b", 0)]).height - sheet([("a", 0), ("a", 1)]).height == 32)
  }

  @Test func rowsAreNamedByArmAndSeed() {
    #expect(sheet([("a", 0)]) != sheet([("a", 1)]))
    #expect(sheet([("a", 0)]) != sheet([("b", 0)]))
  }
}
