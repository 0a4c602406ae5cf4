import Files
import OrderedCollections

/// Seeds as a person writes them: "7", "0-3", "1,5,9", "0-3,10".
public struct SeedList: Equatable, Sendable, CustomStringConvertible {
  /// The most seeds a list may have.
  public static let maximumCount = 1_000_000

  /// The seeds in the order written; no two are equal.
  public let seeds: [UInt64]

  /// Reads numbers from 0 to 2^63 - 1 and ranges of them with both ends included, separated by
  /// commas.
  ///
  /// - Throws: `InputError` (`invalid`) where a part is neither, a range runs backwards, a seed is
  ///   there twice, or there are more than `maximumCount`.
  public init(_ text: String) throws {
    var ranges: [ClosedRange<UInt64>] = []
    var count = 0
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let range = try Self.range(part, in: text)
      let length = range.upperBound - range.lowerBound
      guard length < UInt64(Self.maximumCount - count) else {
        throw Self.fault(text, "at most \(Self.maximumCount) seeds", "more")
      }
      count += Int(length) + 1
      ranges.append(range)
    }
    seeds = ranges.flatMap { Array($0) }
    var seen: Set<UInt64> = []
    if let double = seeds.first(where: { !seen.insert($0).inserted }) {
      throw Self.fault(text, "every seed once", "\(double) twice")
    }
  }

  /// The `count` seeds that follow each other from `first`.
  ///
  /// - Throws: `InputError` (`invalid`) where `count` is not from 1 to `maximumCount`, or the last
  ///   seed exceeds 2^63 - 1.
  public init(from first: UInt64, count: Int) throws {
    guard 1...Self.maximumCount ~= count else {
      throw InputError(
        .invalid, path: "the count of seeds", expected: "a number from 1 to \(Self.maximumCount)",
        found: "\(count)")
    }
    guard first <= Self.largest - UInt64(count - 1) else {
      throw Self.fault("\(first)", "seeds up to \(Self.largest)", "larger ones")
    }
    seeds = Array(first...(first + UInt64(count - 1)))
  }

  /// The `count` seeds among whose pictures the best is chosen for a seed: no two seeds share any.
  ///
  /// - Throws: `InputError` (`invalid`), as `init(from:count:)` does, and where the seed is too large
  ///   to have as many of its own.
  public static func candidates(of seed: UInt64, count: Int) throws -> SeedList {
    let most = (largest - UInt64(max(0, count - 1))) / UInt64(max(1, count))
    guard seed <= most else {
      throw fault("\(seed)", "seeds up to \(most) with \(count) candidates each", "a larger one")
    }
    return try SeedList(from: seed * UInt64(max(0, count)), count: count)
  }

  /// The seeds of the pictures of prompt number `number`, from 0 on, of a set that is scored: the
  /// list's, and 1000 more for each prompt before it, or 10000 and so on where the list's own lie
  /// farther apart.
  ///
  /// A seed is a noise, which may draw well or badly whatever the prompt. Prompts that had theirs in
  /// common would not be independent, and figures over prompts would be taken for surer than they
  /// are (decision 24).
  public func seeds(ofPrompt number: Int) -> [UInt64] {
    seeds.map { ($0 &+ stride &* UInt64(number)) & Self.largest }
  }

  /// The seeds of all prompts, as figures of them have it: "0-3+1000n".
  public var ofPrompts: String { "\(self)+\(stride)n" }

  /// How far the seeds of one prompt lie from the next one's: so far that none meet.
  private var stride: UInt64 {
    let reach = (seeds.max() ?? 0) - (seeds.min() ?? 0)
    var stride: UInt64 = 1000
    // The power of ten above the largest reach still is a number of 64 bits.
    while stride <= reach { stride *= 10 }
    return stride
  }

  /// Each of `seeds` once, in their order.
  init(uniquing seeds: [UInt64]) { self.seeds = OrderedSet(seeds).elements }

  /// The seeds from 0 to one less than `count`, which is positive.
  public static func first(_ count: Int) -> SeedList {
    SeedList(unchecked: (0..<count).map(UInt64.init))
  }

  /// The four seeds from 0 to 3, with which models are scored and compared unless others are named.
  public static let usual = SeedList.first(4)

  private init(unchecked seeds: [UInt64]) { self.seeds = seeds }

  /// The shortest text that reads back to this list: runs of successive seeds become ranges.
  public var description: String {
    var ranges: [ClosedRange<UInt64>] = []
    for seed in seeds {
      if let last = ranges.last, seed == last.upperBound + 1 {
        ranges[ranges.count - 1] = last.lowerBound...seed
      } else {
        ranges.append(seed...seed)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }

  /// What JSON readers that know signed 64-bit numbers only can still hold.
  private static let largest = UInt64(Int64.max)

  private static func range(_ part: Substring, in text: String) throws -> ClosedRange<UInt64> {
    let ends = try part.split(separator: "-", omittingEmptySubsequences: false)
      .map { try number($0, of: part, in: text) }
    guard 1...2 ~= ends.count else { throw unreadable(part, in: text) }
    let (first, last) = (ends[0], ends[ends.count - 1])
    guard first <= last else {
      throw fault(text, "a range from the smaller seed to the larger", "\"\(part)\"")
    }
    return first...last
  }

  /// The number written in plain decimal digits, without sign or space.
  private static func number(
    _ digits: Substring, of part: Substring, in text: String
  ) throws -> UInt64 {
    guard !digits.isEmpty, digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
    else { throw unreadable(part, in: text) }
    guard let number = UInt64(digits), number <= largest else {
      throw fault(text, "seeds up to \(largest)", "\(digits)")
    }
    return number
  }

  private static func unreadable(_ part: Substring, in text: String) -> InputError {
    fault(text, "seeds such as 7, 0-3 or 1,5,9", "\"\(part)\"")
  }

  private static func fault(_ text: String, _ expected: String, _ found: String) -> InputError {
    InputError(.invalid, path: "seeds \"\(text)\"", expected: expected, found: found)
  }
}
