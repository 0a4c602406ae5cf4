import Files
import Tensors
import Testing

@Suite struct BenchmarkTests {
  /// A step that takes milliseconds.
  private let small = ["--size", "16", "--channels", "8", "--batch", "2", "--threads", "1"]

  private func result(_ arguments: [String]) throws -> JSONValue {
    let sized = arguments.contains("--size") ? Array(small.dropFirst(2)) : small
    let outcome = try run(
      program: programPath(), ["benchmark"] + arguments + sized + ["--json"], input: "", in: ".")
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
    // Seconds are rounded to 1e-5, pictures a second to one decimal.
    #expect(abs(rate * seconds - 2) < 0.5e-5 * rate + 0.05 * seconds + 1e-9)
  }

  @Test func peopleReadAFieldALine() throws {
    let outcome = try run(
      program: programPath(), ["benchmark", "step", "--steps", "1"] + small, input: "", in: ".")
    #expect(outcome.status == 0)
    let json = try JSONValue.parse(Array(outcome.output.utf8), path: "output")
    #expect(json["steps"] == 1 && json["precision"] == "f32")
    #expect(outcome.output == json.canonicalText(pretty: true) + "\n")
  }

  @Test func bfloat16IsTimedWhereTheProcessorHasIt() throws {
    let outcome = try run(
      program: programPath(),
      ["benchmark", "step", "--steps", "1", "--precision", "bf16", "--json"] + small, input: "",
      in: ".")
    if Engine.supportsBFloat16 {
      #expect(outcome.status == 0)
      #expect(outcome.output.contains(#""precision":"bf16""#))
    } else {
      #expect(outcome.status == 65)
      #expect(outcome.errors.hasPrefix("limn: --precision: expected f32 on this processor"))
    }
  }

  @Test func theLimitIsTheSumOfItsConvolutions() throws {
    let json = try result(["limit", "--rounds", "1"])
    let step = try #require(json["median_step_seconds"]?.double)
    for (own, within) in [("", ""), ("own_", ""), ("own_", "_within")] {
      let convolutions = try #require(json["\(own)convolutions"]?.elements)
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
      // Seconds are rounded to 1e-5.
      #expect(abs(step / ratio - seconds) < 2e-5 * (1 + 1 / ratio))
    }
    // The gradient by pictures is Limn's own: squares of 2 x 2 with three channels.
    let own = try #require(json["own_convolutions"]?.elements).compactMap { $0["name"]?.string }
    #expect(own.contains("forward 2x8x8x8 by 12x2x2x8"))
    #expect(!own.contains { $0.hasPrefix("backward data 2x16x16x3 ") })
  }

  @Test(
    "the limit's convolutions are those of the peer, by hand",
    arguments: [
      (
        16,
        [
          "16x16x3 by 8x4x4x3 3/1/2", "16x16x3 by 32x4x4x3 1/1/1", "8x8x8 by 16x4x4x8 3/3/2",
          "8x8x32 by 64x4x4x32 1/1/1", "4x4x144 by 16x1x1x144 4/4/3",
        ]
      ),
      (
        64,
        [
          "64x64x3 by 8x4x4x3 4/2/3", "32x32x8 by 16x4x4x8 4/4/3", "16x16x16 by 32x4x4x16 4/4/3",
          "8x8x32 by 64x4x4x32 4/4/3", "4x4x192 by 64x1x1x192 4/4/3",
        ]
      ),
    ])
  func theLimitIsThePeers(_ size: Int, _ expected: [String]) throws {
    let json = try result(["limit", "--rounds", "1", "--size", "\(size)"])
    let convolutions = try #require(json["convolutions"]?.elements)
    var runs: [String: [Int]] = [:]
    for convolution in convolutions {
      let name = try #require(convolution["name"]?.string)
      let count = try #require(convolution["runs"]?.double)
      let kind = try #require(
        ["forward 2x", "backward data 2x", "backward weights 2x"].first { name.hasPrefix($0) })
      runs[String(name.dropFirst(kind.count)), default: []].append(Int(count))
    }
    let found = runs.map { "\($0.key) \($0.value.map(String.init).joined(separator: "/"))" }
    #expect(found.sorted() == expected.sorted())
  }

  @Test func aWrongUseNamesTheOption() throws {
    for verb in ["step", "limit"] {
      let outcome = try limn("benchmark", verb, "--size", "17")
      #expect(outcome.status == 64)
      #expect(outcome.errors.contains("--size must be 16, 32, 64, 128 or 256, not 17"))
      let narrow = try limn("benchmark", verb, "--size", "256", "--channels", "6")
      #expect(narrow.status == 64)
      #expect(narrow.errors.contains("--channels must be a multiple of 4 at side 256, not 6"))
    }
  }
}
