import CSHA256

/// The SHA-256 of `bytes` (FIPS 180-4) as 64 lower-case hexadecimal digits.
public func sha256(_ bytes: some Sequence<UInt8>) -> String {
  sha256(bytes, portably: false)
}

/// The first 16 digits of the SHA-256 of `bytes`: enough to tell whether something is the same as
/// before, not to trust it.
public func checksum(of bytes: some Sequence<UInt8>) -> String { String(sha256(bytes).prefix(16)) }

/// The same as `sha256`, without the processor's own instructions where `portably` is true.
func sha256(_ bytes: some Sequence<UInt8>, portably: Bool) -> String {
  let whole: String? = bytes.withContiguousStorageIfAvailable { buffer in
    var hash = SHA256(isPortable: portably)
    hash.update(UnsafeRawBufferPointer(buffer))
    return hash.finish()
  }
  return whole ?? sha256(Array(bytes), portably: portably)
}

/// Whether the processor has instructions for SHA-256.
private let hasInstructions = csha256_is_supported() != 0

/// A SHA-256 computation (FIPS 180-4, section 6.2) over a message that comes in parts.
public struct SHA256 {
  private let isPortable: Bool
  private var state: State = (
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
    0x5be0_cd19
  )
  private var tail: [UInt8] = []
  private var length = 0

  fileprivate init(isPortable: Bool) { self.isPortable = isPortable }

  /// The computation before any part of the message.
  public init() { self.init(isPortable: false) }

  /// Takes in the next part of the message.
  public mutating func update(_ part: [UInt8]) {
    part.withUnsafeBytes { update($0) }
  }

  fileprivate mutating func update(_ part: UnsafeRawBufferPointer) {
    length += part.count
    let filling = tail.isEmpty ? 0 : min(64 - tail.count, part.count)
    tail += part[..<filling]
    if tail.count == 64 {
      tail.withUnsafeBytes { compress($0) }
      tail = []
    }
    let rest = UnsafeRawBufferPointer(rebasing: part[filling...])
    let whole = rest.count / 64 * 64
    compress(UnsafeRawBufferPointer(rebasing: rest[..<whole]))
    tail += rest[whole...]
  }

  /// Pads the message and gives the digest, 64 lower-case hexadecimal digits; the last call.
  public mutating func finish() -> String {
    tail.append(0x80)
    while tail.count % 64 != 56 { tail.append(0) }
    for shift in stride(from: 56, through: 0, by: -8) {
      tail.append(UInt8(truncatingIfNeeded: (UInt64(length) * 8) >> UInt64(shift)))
    }
    tail.withUnsafeBytes { compress($0) }
    let words = [
      state.0, state.1, state.2, state.3, state.4, state.5, state.6, state.7,
    ]
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for word in words {
      for shift in stride(from: 28, through: 0, by: -4) {
        text.append(digits[Int(word >> UInt32(shift)) & 15])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func compress(_ blocks: UnsafeRawBufferPointer) {
    if isPortable || !hasInstructions {
      compressPortably(blocks)
    } else {
      compressByInstructions(blocks)
    }
  }

  /// On the processor's own instructions: ten times as fast.
  private mutating func compressByInstructions(_ blocks: UnsafeRawBufferPointer) {
    withUnsafeMutableBytes(of: &state) { words in
      roundConstants.withUnsafeBufferPointer { constants in
        guard let state = words.assumingMemoryBound(to: UInt32.self).baseAddress,
          let constants = constants.baseAddress
        else { return }
        csha256_compress(
          state, blocks.assumingMemoryBound(to: UInt8.self).baseAddress, blocks.count / 64,
          constants)
      }
    }
  }

  private mutating func compressPortably(_ blocks: UnsafeRawBufferPointer) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
      guard let w = schedule.baseAddress else { return }
      roundConstants.withUnsafeBufferPointer { constants in
        for start in stride(from: 0, to: blocks.count, by: 64) {
          expand(blocks, from: start, into: w)
          for i in 0..<64 { w[i] &+= constants[i] }
          state = rounds(w, from: state)
        }
      }
    }
  }
}

private typealias State = (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32)

/// The message schedule of the block at `start`: 64 words from 16.
@inline(__always)
private func expand(
  _ blocks: UnsafeRawBufferPointer, from start: Int, into w: UnsafeMutablePointer<UInt32>
) {
  for i in 0..<16 {
    let word = blocks.loadUnaligned(fromByteOffset: start &+ 4 &* i, as: UInt32.self)
    w[i] = UInt32(bigEndian: word)
  }
  for i in 16..<64 {
    let early = w[i &- 15]
    let late = w[i &- 2]
    let s0 = rotate(early, 7) ^ rotate(early, 18) ^ (early &>> 3)
    let s1 = rotate(late, 17) ^ rotate(late, 19) ^ (late &>> 10)
    w[i] = w[i &- 16] &+ s0 &+ w[i &- 7] &+ s1
  }
}

/// The 64 rounds over schedule words with their constants added.
///
/// Eight rounds at a time, so that the variables' roles rotate by name and nothing moves.
@inline(__always)
private func rounds(_ w: UnsafeMutablePointer<UInt32>, from state: State) -> State {
  var (a, b, c, d, e, f, g, h) = state
  var i = 0
  while i < 64 {
    round(a, b, c, &d, e, f, g, &h, w[i])
    round(h, a, b, &c, d, e, f, &g, w[i &+ 1])
    round(g, h, a, &b, c, d, e, &f, w[i &+ 2])
    round(f, g, h, &a, b, c, d, &e, w[i &+ 3])
    round(e, f, g, &h, a, b, c, &d, w[i &+ 4])
    round(d, e, f, &g, h, a, b, &c, w[i &+ 5])
    round(c, d, e, &f, g, h, a, &b, w[i &+ 6])
    round(b, c, d, &e, f, g, h, &a, w[i &+ 7])
    i &+= 8
  }
  return (
    state.0 &+ a, state.1 &+ b, state.2 &+ c, state.3 &+ d, state.4 &+ e, state.5 &+ f,
    state.6 &+ g, state.7 &+ h
  )
}

/// One round: `d` and `h` change, the others only rotate their roles.
///
/// Transparent, so that debug builds, which inline nothing else, hash at a bearable rate.
@_transparent
private func round(
  _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32,
  _ h: inout UInt32, _ word: UInt32
) {
  let sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
  let t1 = h &+ sum1 &+ (g ^ (e & (f ^ g))) &+ word
  let sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
  d = d &+ t1
  h = t1 &+ sum0 &+ ((a & b) | (c & (a | b)))
}

@_transparent
private func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
  word &>> count | word &<< (32 - count)
}

private let roundConstants: [UInt32] = [
  0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
  0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
  0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
  0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
  0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
  0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
  0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
  0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
  0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
  0xc671_78f2,
]
