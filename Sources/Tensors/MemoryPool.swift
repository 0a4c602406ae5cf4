import Synchronization

/// Memory that tensors have given back, kept for the next tensors of about the same size.
///
/// A training step takes and returns the same sizes over and over; from the second step on nothing
/// is asked of the operating system. Blocks are aligned to 64 bytes.
final class MemoryPool: Sendable {
  static let shared = MemoryPool()

  private struct State {
    var free: [Int: [UInt]] = [:]
  }

  private let state = Mutex(State())

  /// A block of at least `byteCount` bytes and its capacity.
  func take(_ byteCount: Int) -> (UnsafeMutableRawPointer, Int) {
    let capacity = Self.capacity(for: byteCount)
    let address = state.withLock { $0.free[capacity]?.popLast() }
    if let address, let known = UnsafeMutableRawPointer(bitPattern: address) {
      return (known, capacity)
    }
    return (.allocate(byteCount: capacity, alignment: 64), capacity)
  }

  /// Takes back a block that `take` gave.
  func give(_ block: UnsafeMutableRawPointer, capacity: Int) {
    state.withLock { $0.free[capacity, default: []].append(UInt(bitPattern: block)) }
  }

  /// Sizes in steps of an eighth of their power of two, at least 64 bytes: above 512 bytes at most
  /// an eighth is wasted.
  private static func capacity(for byteCount: Int) -> Int {
    let least = max(byteCount, 64)
    let power = 1 << (Int.bitWidth - 1 - least.leadingZeroBitCount)
    let step = max(64, power / 8)
    return (least + step - 1) / step * step
  }
}
