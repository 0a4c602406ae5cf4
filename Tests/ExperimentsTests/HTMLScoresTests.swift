import Files
import Testing

@testable import Experiments

@Suite struct HTMLScoresTests {
  @Test func scoresInPartsAreNamedByThem() throws {
    func estimate(_ mean: Double) -> JSONValue {
      ["mean": .number(mean), "low": 0, "high": 1, "prompts": 4, "images": 8]
    }
    let part: JSONValue = [
      "overall": estimate(0.25), "seen": estimate(0.75), "unseen": .null, "tags": [:],
    ]
    let section = HTMLScores(["scores": ["plain": part, "moved": part]], by: nil).section
    let names = section.matches(of: #/<th scope="row">([^<]*)</#).map { String($0.1) }
    #expect(names == ["plain, overall", "plain, seen", "moved, overall", "moved, seen"])
    #expect(section.contains("<td data-label=\"score\">0.750</td>"))
    #expect(section.contains("Seen and unseen are what training showed"))
    #expect(!section.contains("class=\"led\""))
    #expect(!section.contains("ceiling"))
  }

  @Test func figuresAndPartsWithoutTagsAreShown() throws {
    let text = """
      {"scores": {"overall": {"mean": 0.5, "low": 0.25, "high": 0.75, "prompts": 4, "images": 8},
        "seen": {"mean": 0.5, "low": 0.25, "high": 0.75, "prompts": 4, "images": 8},
        "unseen": null, "tags": {}},
       "ceiling": {"overall": {"mean": 0.9}}, "floor": {},
       "figures": [{"name": "kid", "value": 0.125, "low": 0.1, "high": 0.2, "signature": "kid|small"}]}
      """
    let section = HTMLScores(try JSONValue.parse(Array(text.utf8), path: ""), by: "a & b").section
    #expect(section.matches(of: #/<tr><th scope="row">/#).count == 3)
    #expect(section.contains("By a &amp; b. The bar"))
    #expect(section.contains("<th scope=\"row\">kid (few pictures)</th>"))
    #expect(section.contains("<td data-label=\"95% interval\">0.1000 to 0.2000</td>"))
    #expect(
      section.contains(
        "<td data-label=\"ceiling\">0.900</td><td data-label=\"prompts\">4</td>"))
    #expect(!section.contains("floor</th>"))
    // 0 stands 20 from the left, 1 as far from the right of 240.
    #expect(section.contains("<circle class=\"dot\" cx=\"120.0\""))
    #expect(section.contains("<line class=\"ci\" x1=\"70.0\" x2=\"170.0\""))
    #expect(section.contains("<line class=\"mark\" x1=\"200.0\""))
    #expect(section.contains("class=\"led\""))
    #expect(HTMLScores([:], by: nil).section.isEmpty)
  }

  /// A file of scores has its tags in the order of the alphabet.
  @Test func tagsComeInTheOrderOfReports() {
    let half: JSONValue = ["all": ["mean": 0.5, "low": 0.25, "high": 0.75]]
    let report: JSONValue = [
      "scores": ["tags": ["colors": half, "counting": half, "other": half, "single_object": half]]
    ]
    let order = ["single_object", "counting", "colors", "other"]
    let section = HTMLScores(report, by: nil).section
    #expect(section.matches(of: #/<th scope="row">([^<]*)</#).map { String($0.1) } == order)
    #expect(
      scoreBars(of: report).split(separator: "\n").map { $0.prefix { $0 != " " } }
        == order.map { $0[...] })
  }

  @Test func valuesThatOneLineLacksAreDashes() {
    var table = HTMLTable("figures", columns: ["", "a", "b", "c"])
    table.add("x", ["1", nil, nil])
    table.add(["y", "-", "-", "<"])
    let html = table.html
    #expect(html.contains("role=\"region\" aria-label=\"figures\""))
    #expect(!html.contains(">b</th>"))
    #expect(
      html.contains("<td data-label=\"a\">1</td><td data-label=\"c\">\u{2013}</td>"))
    #expect(
      html.contains("<td data-label=\"a\">\u{2013}</td><td data-label=\"c\">&lt;</td>"))
  }
}
