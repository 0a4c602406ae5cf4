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
    // Five letters are given 35, so that the panel, 220 wide, begins at 47.
    #expect(plot.contains(#"viewBox="0 0 303.0 106.0""#))
    #expect(plot.contains(#"<circle cx="102.0" cy="43.0" r="3.5""#))
    #expect(plot.contains(#"<circle cx="212.0" cy="43.0" r="3.5""#))
    #expect(plot.contains(#"<circle cx="157.0" cy="43.0" r="4""#))
    #expect(plot.contains(##"<line x1="47.0" y1="43.0" x2="267.0" y2="43.0" stroke="#1f5fd6""##))
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
      // The scale's ends are the last texts.
      return try #require(plot.components(separatedBy: "</text>").dropLast().last)
        .components(separatedBy: ">").last ?? ""
    }
    #expect(try largestOnScale(2) == "2")
    #expect(try largestOnScale(3) == "4")
    #expect(try largestOnScale(0.03) == "2")
    #expect(try largestOnScale(90) == "100")
  }

  @Test func aSweepWithoutScoresHasNone() {
    #expect(sweepPlot(of: report([])) == nil)
    #expect(sweepPlot(of: [:]) == nil)
  }
}
