import RealModule

/// A counter-based random number generator, Philox4x32-10.
///
/// After Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3".
///
/// A source is addressed, not advanced: `RandomSource(seed: 7, step, sample)` gives the same
/// numbers whatever was drawn before, in whichever order. Within one source numbers are drawn in
/// sequence. All are the same on every machine but the last bits of `normal`, which takes logarithms
/// and cosines from the C library.
public struct RandomSource: RandomNumberGenerator, Sendable {
  private let key: SIMD2<UInt32>
  private var counter: UInt64 = 0
  private var block = SIMD4<UInt32>()
  private var unused = 0

  /// The source for `seed` at `address`: equal seeds and addresses give equal sequences, and
  /// different ones independent sequences.
  public init(seed: UInt64, _ address: UInt64...) {
    var key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    for (depth, part) in address.enumerated() {
      // The upper counter words are never reached by drawing, so addresses and draws stay apart.
      let derived = philox(
        SIMD4(
          UInt32(truncatingIfNeeded: part), UInt32(truncatingIfNeeded: part >> 32),
          UInt32(depth + 1), 0xADD4_E550), key: key)
      key = SIMD2(derived[0], derived[1])
    }
    self.key = key
  }

  /// The next 32 uniformly distributed bits.
  public mutating func nextWord() -> UInt32 {
    if unused == 0 {
      block = philox(
        SIMD4(
          UInt32(truncatingIfNeeded: counter), UInt32(truncatingIfNeeded: counter >> 32), 0, 0),
        key: key)
      counter += 1
      unused = 4
    }
    unused -= 1
    return block[3 - unused]
  }

  /// The next 64 uniformly distributed bits.
  public mutating func next() -> UInt64 {
    let low = UInt64(nextWord())
    return low | UInt64(nextWord()) << 32
  }

  /// The next number of the uniform distribution on [0, 1), a multiple of 2^-24.
  public mutating func uniform() -> Float { Float(nextWord() >> 8) * 0x1p-24 }

  /// The next number of the uniform distribution on `range`.
  public mutating func uniform(in range: ClosedRange<Float>) -> Float {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }

  /// The next whole number of the uniform distribution on 0 ..< `bound` (Lemire 2019, "Fast random
  /// integer generation in an interval").
  public mutating func integer(below bound: Int) -> Int {
    require(bound > 0, "integer(below:): expected a positive bound, got \(bound)")
    let bound = UInt64(bound)
    // Products whose lower half is smaller than this would make some numbers likelier.
    let surplus = (0 &- bound) % bound
    while true {
      let product = next().multipliedFullWidth(by: bound)
      if product.low >= surplus { return Int(product.high) }
    }
  }

  /// The next `count` numbers of the standard normal distribution (Box and Muller 1958).
  public mutating func normal(count: Int) -> [Float] {
    require(count >= 0, "normal(count:): expected 0 or more, got \(count)")
    var numbers: [Float] = []
    numbers.reserveCapacity(count + 1)
    while numbers.count < count {
      let radius = (-2 * Double.log(Double(1 - uniform()))).squareRoot()
      let angle = 2 * Double.pi * Double(uniform())
      numbers.append(Float(radius * .cos(angle)))
      numbers.append(Float(radius * .sin(angle)))
    }
    if numbers.count > count { numbers.removeLast() }
    return numbers
  }
}

func philox(_ start: SIMD4<UInt32>, key startKey: SIMD2<UInt32>) -> SIMD4<UInt32> {
  var state = start
  var key = startKey
  for _ in 0..<10 {
    let first = UInt64(0xD251_1F53) * UInt64(state[0])
    let second = UInt64(0xCD9E_8D57) * UInt64(state[2])
    state = SIMD4(
      UInt32(truncatingIfNeeded: second >> 32) ^ state[1] ^ key[0],
      UInt32(truncatingIfNeeded: second),
      UInt32(truncatingIfNeeded: first >> 32) ^ state[3] ^ key[1],
      UInt32(truncatingIfNeeded: first))
    key &+= SIMD2(0x9E37_79B9, 0xBB67_AE85)
  }
  return state
}
