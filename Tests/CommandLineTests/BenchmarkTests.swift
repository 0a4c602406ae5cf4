import Files
import Testing

@Suite struct BenchmarkTests {
  /// A step that takes milliseconds.
  private let small = ["--size", "16", "--channels", "8", "--batch", "2", "--threads", "1"]

  private func result(_ arguments: [String]) throws -> JSONValue {
    let outcome = try run(
      program: programPath(), ["benchmark"] + arguments + small + ["--json"], input: "", in: ".")
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.output.filter { $0 == "\n" }.count == 1)
    return try JSONValue.parse(Array(outcome.output.utf8), path: "output")
  }

  @Test func aStepSaysWhatWasTimed() throws {
    let json = try result(["step", "--steps", "3"])
    for (key, value) in [("batch", 2), ("channels", 8), ("size", 16), ("steps", 3)] {
      #expect(json[key] == .integer(value))
    }
    let seconds = try #require(json["median_step_seconds"]?.double)
    let rate = try #require(json["images_per_second"]?.double)
    // Both are rounded.
    #expect(abs(rate * seconds - 2) < 0.02)
  }

  @Test(arguments: [("", ""), ("own_", ""), ("own_", "_within")])
  func theLimitIsTheSumOfItsConvolutions(_ own: String, _ within: String) throws {
    let json = try result(["limit", "--rounds", "1"])
    let convolutions = try #require(json["\(own)convolutions"]?.elements)
    let step = try #require(json["median_step_seconds"]?.double)
    let sum = try convolutions.reduce(0.0) { sum, convolution in
      let runs = try #require(convolution["runs"]?.double)
      #expect(runs >= 1)
      let each = try #require(convolution["median_milliseconds\(within)"]?.double)
      return sum + runs * each / 1000
    }
    let seconds = try #require(json["median_\(own)convolution_seconds\(within)"]?.double)
    // Each time is rounded to a microsecond.
    #expect(abs(sum - seconds) < 5e-5)
    let ratio = try #require(json["step_over_\(own)convolutions\(within)"]?.double)
    #expect(abs(step / seconds - ratio) < 0.05 * ratio)
  }

  @Test func theLimitsConvolutionsAreThoseOfThePeer() throws {
    let json = try result(["limit", "--rounds", "1"])
    let convolutions = try #require(json["convolutions"]?.elements)
    let runs = convolutions.map {
      "\($0["name"]?.string ?? "") \($0["runs"]?.double ?? 0)"
    }
    // Two levels from 16 pixels down to 4, and the head.
    #expect(
      runs == [
        "forward 2x16x16x3 by 8x4x4x3 4.0", "backward data 2x16x16x3 by 8x4x4x3 2.0",
        "backward weights 2x16x16x3 by 8x4x4x3 3.0", "forward 2x8x8x8 by 16x4x4x8 4.0",
        "backward data 2x8x8x8 by 16x4x4x8 4.0", "backward weights 2x8x8x8 by 16x4x4x8 3.0",
        "forward 2x4x4x144 by 16x1x1x144 4.0", "backward data 2x4x4x144 by 16x1x1x144 4.0",
        "backward weights 2x4x4x144 by 16x1x1x144 3.0",
      ])
  }

  @Test func aWrongUseNamesTheOption() throws {
    for verb in ["step", "limit"] {
      let outcome = try limn("benchmark", verb, "--size", "17")
      #expect(outcome.status == 64)
      #expect(outcome.errors.contains("--size must be 16, 32, 64, 128 or 256, not 17"))
    }
  }
}
