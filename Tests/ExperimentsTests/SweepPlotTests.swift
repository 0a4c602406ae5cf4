import Files
import Foundation
import Testing

@testable import Experiments

@Suite struct SweepPlotTests {
  private func report(_ scores: [JSONValue]) -> JSONValue {
    ["arms": [["name": "a < b", "scores": .array(scores)], ["name": "c", "scores": []]]]
  }

  @Test func aShareIsShownFromZeroToOne() throws {
    let plot = try #require(
      sweepPlot(
        of: report([
          ["name": "overall", "values": [0.25, 0.75], "mean": 0.5, "low": 0, "high": 1],
          ["name": "seen", "values": [0.1, 0.1], "mean": 0.1, "low": 0, "high": 1],
        ])))
    // Five letters are given 35, so that the panel, 220 wide, begins at 59.
    #expect(plot.contains(#"viewBox="0 0 430.0 132.0""#))
    #expect(plot.contains(#"<circle cx="114.0" cy="43.0" r="3.5""#))
    #expect(plot.contains(#"<circle cx="224.0" cy="43.0" r="3.5""#))
    #expect(plot.contains(#"<circle cx="169.0" cy="43.0" r="4""#))
    #expect(plot.contains(##"<line x1="59.0" y1="43.0" x2="279.0" y2="43.0" stroke="#1f5fd6""##))
    #expect(!plot.contains("<path"))
    #expect(plot.contains("role=\"img\">\n<title>sweep: the scores of 2 arms</title>"))
    #expect(plot.contains(">ring: one training, dot: mean, bar: 95% interval over seeds</text>"))
    #expect(plot.contains(">a &lt; b</text>"))
    #expect(plot.contains(">overall</text>"))
    #expect(!plot.contains(">seen</text>"))
    #expect(plot.components(separatedBy: "<circle").count == 4)
  }

  @Test func aFigureIsShownFromZeroToARoundNumber() throws {
    func largestOnScale(_ high: Double) throws -> String {
      let score: JSONValue = [
        "name": "kid", "values": [1, 2], "mean": 1.5, "low": 0, "high": .exactly(high),
        "better": "lower",
      ]
      let plot = try #require(sweepPlot(of: report([score])))
      #expect(plot.contains(">kid (lower is better)</text>"))
      return try endOfScale(plot)
    }
    #expect(try largestOnScale(2) == "2")
    #expect(try largestOnScale(3) == "4")
    #expect(try largestOnScale(0.03) == "2")
    #expect(try largestOnScale(90) == "100")
  }

  /// The end of the last panel's scale: the last text but for the key.
  private func endOfScale(_ plot: String) throws -> String {
    let texts = plot.components(separatedBy: "</text>").dropLast(2)
    return try #require(texts.last).components(separatedBy: ">").last ?? ""
  }

  @Test func smallSharesHaveASmallScale() throws {
    func end(_ value: Double) throws -> String {
      let score: JSONValue = ["name": "overall", "values": [.exactly(value)], "mean": .null]
      return try endOfScale(#require(sweepPlot(of: report([score]))))
    }
    #expect(try end(0.03) == "0.04")
    #expect(try end(0.4) == "0.4")
    #expect(try end(0.41) == "1")
  }

  @Test func anIntervalThatTheScaleCutsEndsInAnArrowhead() throws {
    let score: JSONValue = [
      "name": "kid", "values": [1], "mean": 1, "low": -0.5, "high": 2, "better": "lower",
    ]
    let plot = try #require(sweepPlot(of: report([score])))
    #expect(plot.contains("<path d=\"M54.0 43.0l8 -5v10z\""))
  }

  private func figure(_ name: String, _ values: [JSONValue] = [0.5]) -> JSONValue {
    ["name": .string(name), "values": .array(values), "mean": values[0], "better": "higher"]
  }

  @Test func moreThanThreePanelsStandInRowsWithTheArmsBeforeEach() throws {
    let plot = try #require(sweepPlot(of: report((0..<4).map { figure("f\($0)") })))
    #expect(plot.matches(of: /> *a &lt; b<\/text>/).count == 2)
    // Each panel is 220 wide with 36 beside it, each row 112 high.
    #expect(plot.contains(#"viewBox="0 0 827.0 244.0""#))
    #expect(plot.contains(#"<text x="571.0" y="18.0" text-anchor="start">f2 "#))
    #expect(plot.contains(#"<text x="59.0" y="130.0" text-anchor="start">f3 "#))
  }

  @Test func usualNamesKeepAPlotWithinThePage() throws {
    var arms = report((0..<4).map { figure("f\($0)") })["arms"]?.elements ?? []
    arms.append(["name": "a sentence in normalization", "scores": []])
    let plot = try #require(sweepPlot(of: ["arms": .array(arms)]))
    let width = try #require(plot.firstMatch(of: #/ width="([\d.]+)"/#).flatMap { Double($0.1) })
    #expect((800...830).contains(width))
  }

  @Test func whatRealPicturesReachIsALineInThePanelOfDrawnOnes() throws {
    let plot = try #require(
      sweepPlot(of: report([figure("classification"), figure("classification-real", [0.8, 0.8])])))
    #expect(plot.contains(">classification (higher is better)<"))
    #expect(!plot.contains("classification-real"))
    #expect(plot.matches(of: /stroke-dasharray/).count == 1)
    #expect(plot.contains(", dashes: real pictures</text>"))
    // The scale ends at 0.8.
    #expect(plot.contains(##"<line x1="279.0" y1="26.0" x2="279.0" y2="82.0" stroke="#222" "##))
    let other = try #require(
      sweepPlot(of: report([figure("recall"), figure("recall-real", [0.8, 0.7])])))
    #expect(other.contains(">recall-real (higher is better)<"))
    #expect(!other.contains("stroke-dasharray"))
  }

  @Test func onAPageItHasThePagesColors() throws {
    let plot = try #require(SweepPlot(report([figure("f")])))
    let page = plot.svg(.page)
    #expect(page.contains("fill=\"currentColor\""))
    #expect(!page.contains("#"))
    #expect(!page.contains("<rect"))
    #expect(plot.svg(.file).contains(##"<rect width="100%" height="100%" fill="#fff"/>"##))
    #expect(!plot.svg(.file).contains("var("))
  }

  @Test func aSweepWithoutScoresHasNone() {
    #expect(sweepPlot(of: report([])) == nil)
    #expect(sweepPlot(of: [:]) == nil)
  }
}
