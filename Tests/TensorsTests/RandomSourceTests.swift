import Testing

@testable import Tensors

@Suite struct RandomSourceTests {
  // The known answers that Random123, the authors' own program, is tested with.
  @Test(arguments: [
    (
      SIMD4<UInt32>(repeating: 0), SIMD2<UInt32>(repeating: 0),
      SIMD4<UInt32>(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)
    ),
    (
      SIMD4(repeating: UInt32.max), SIMD2(repeating: UInt32.max),
      SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
    ),
    (
      SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), SIMD2(0xa409_3822, 0x299f_31d0),
      SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
    ),
  ])
  func philoxIsTheAuthors(_ start: SIMD4<UInt32>, _ key: SIMD2<UInt32>, _ expected: SIMD4<UInt32>) {
    #expect(philox(start, key: key) == expected)
  }

  @Test func wordsOfASourceAreTheBlocksOfItsCounter() {
    var source = RandomSource(seed: 0x299f_31d0_a409_3822)
    let key = SIMD2<UInt32>(0xa409_3822, 0x299f_31d0)
    for counter in 0..<3 as Range<UInt32> {
      let block = philox(SIMD4(counter, 0, 0, 0), key: key)
      for place in 0..<4 { #expect(source.nextWord() == block[place]) }
    }
  }

  @Test func addressesHaveSequencesOfTheirOwn() {
    let sources = [
      RandomSource(seed: 1), RandomSource(seed: 2), RandomSource(seed: 1, 0),
      RandomSource(seed: 1, 1), RandomSource(seed: 1, 0, 0), RandomSource(seed: 1, 0, 1),
      RandomSource(seed: 1, 1, 0), RandomSource(seed: 1, 1 << 32),
    ]
    let starts = sources.map { source in
      var source = source
      return source.next()
    }
    #expect(Set(starts).count == sources.count)
    var again = RandomSource(seed: 1, 0, 1)
    #expect(again.next() == starts[5])
  }

  @Test func wholeNumbersAreWithinTheirBoundAndEquallyLikely() {
    var source = RandomSource(seed: 3)
    var counts = Array(repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[source.integer(below: 7)] += 1 }
    // Within five standard deviations, each 92.6.
    #expect(counts.allSatisfy { abs($0 - 10_000) < 463 }, "\(counts)")
    #expect((0..<100).allSatisfy { _ in source.integer(below: 1) == 0 })
  }

  // Of 2^62 + 1 numbers a quarter of the words must be drawn again. Swift's own way is the same.
  @Test func wordsThatWouldMakeSomeNumbersLikelierAreDrawnAgain() {
    let bound = 1 << 62 + 1
    var source = RandomSource(seed: 4)
    var swifts = RandomSource(seed: 4)
    for _ in 0..<50 {
      #expect(source.integer(below: bound) == Int(swifts.next(upperBound: UInt64(bound))))
    }
  }

  // The same formulas in Python, on the words that the vectors above give for seed 0.
  @Test func normalNumbersAreBoxAndMullers() {
    var words = RandomSource(seed: 0)
    let first = words.uniform()
    let second = words.uniform()
    #expect(first == Float(0x6627e8) * 0x1p-24 && second == Float(0xe169c5) * 0x1p-24)
    var source = RandomSource(seed: 0)
    let numbers = source.normal(count: 2)
    #expect(abs(numbers[0] - 0.7379257) < 1e-6 && abs(numbers[1] - -0.6884337) < 1e-6)
    var many = RandomSource(seed: 5)
    let sample = many.normal(count: 100_000)
    let mean = sample.reduce(0, +) / 100_000
    let variance = sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 100_000
    #expect(abs(mean) < 0.016 && abs(variance - 1) < 0.023)
  }
}
