import Experiments
import Files
import Imaging
import Testing

@testable import TextToImage

@Suite("Reports of explanations") struct ExplanationReportTests {
  private let image = RGBImage(width: 64, height: 64)

  private func object(_ slot: Int) -> Explanation.Object {
    Explanation.Object(
      slot: slot, place: Explanation.Place(x: 0.25, y: 0.5, radius: 0.125), image: image)
  }

  private func omission(
    _ word: String, _ changes: [Explanation.Change?], newObjects: Int = 0
  ) -> Explanation.Omission {
    Explanation.Omission(
      word: word, image: image, difference: 0.125, changes: changes, newObjects: newObjects)
  }

  private func change(
    distance: Double = 0, growth: Double = 1, difference: Double = 0
  ) -> Explanation.Change {
    Explanation.Change(distance: distance, growth: growth, difference: difference)
  }

  private func report(_ omissions: [Explanation.Omission], objects: Int = 2) -> ExplanationReport {
    ExplanationReport(
      Explanation(
        prompt: "a b c", seed: 7, image: image, objects: (0..<objects).map(object),
        omissions: omissions), modelHash: "abc", software: "limn test")
  }

  @Test("the table tells what can be seen, in pixels of the picture") func table() {
    let report = report([
      omission("a", [change(), change(distance: 0.015, growth: 1.04, difference: 0.009)]),
      omission("b", [change(distance: 0.125, growth: 0.5), change(growth: 1.5, difference: 0.25)]),
      omission("a", [nil, change()], newObjects: 1),
    ])
    #expect(
      report.text == """
        left out  difference  object 1                                      object 2                                                more objects
        a (1)     0.125       .                                             .                                                       .
        b         0.125       moves 8.0 px, shrinks to 0.500 of its radius  looks different by 0.250, grows to 1.500 of its radius  .
        a (3)     0.125       gone                                          .                                                       1
        """)
  }

  @Test("without objects it tells the difference alone") func withoutObjects() {
    let report = report([omission("a", []), omission("b", [], newObjects: 1)], objects: 0)
    #expect(
      report.text == """
        left out  difference  more objects
        a         0.125       .
        b         0.125       1
        """)
    #expect(
      report.sheet.rows[1].cells.map(\.caption) == [
        "without \"a\": differs by 0.125", "without \"b\": differs by 0.125; 1 more",
      ])
  }

  @Test("the sheet has the picture and its objects first, and then a picture for each word")
  func sheet() {
    let rows = report([
      omission("a", [change(distance: 0.5), nil]),
      omission("b", [change(), change()], newObjects: 2),
      omission("c", [change(growth: 2, difference: 0.5), change()]),
      omission("d", [change(), change()]),
    ]).sheet.rows
    #expect(
      rows.map { $0.cells.map(\.caption) } == [
        ["a b c (seed 7)", "object 1 alone", "object 2 alone"],
        [
          "without \"a\": 1 moves; 2 gone", "without \"b\": 2 more",
          "without \"c\": 1 looks different, grows",
        ],
        ["without \"d\""],
      ])
    #expect(rows.map(\.beginsGroup) == [false, true, false])
  }

  @Test("JSON has every figure, and the file what is printed but for its path") func json() {
    let report = report([omission("a", [change(distance: 0.5), nil])])
    let json = report.json(path: "p.png")
    #expect(json["path"] == "p.png")
    #expect(json["seed"] == 7)
    #expect(json["objects"]?.elements?.count == 2)
    let word = json["words"]?.elements?.first
    #expect(word?["difference"] == 0.125)
    #expect(word?["objects"]?.elements?.first?["distance"] == 0.5)
    #expect(word?["objects"]?.elements?.last == ["gone": true])
    let rest = JSONValue.object((json.members ?? []).filter { $0.key != "path" })
    #expect(rest["schema"] == 1)
    #expect(report.textChunks.map(\.key) == ["Software", "limn_explanation"])
    #expect(report.textChunks.map(\.value) == ["limn test", rest.canonicalText()])
  }
}
