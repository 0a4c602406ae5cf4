import COneDNN

/// Calls `body` with ranges that together are `0..<count`, on the threads that kernels use.
///
/// For loops over elements of which each depends on its own index alone, so that the result does
/// not depend on the number of threads. The kernels' threads wait for work without sleeping, and
/// would be in the way of any others.
///
/// - Parameters:
///   - count: the indices, 0 or more.
///   - body: called once a range, at the same time; it must write to its own range only.
public func parallelLoop(_ count: Int, _ body: (Range<Int>) -> Void) {
  parallelParts(of: count, work: count) { _, range in body(range) }
}

/// Calls `body` with each of the indices `0..<count`, on the threads that kernels use.
///
/// For work that takes longer than starting the threads does, as reading or drawing a picture.
///
/// - Parameters:
///   - count: the indices, 0 or more.
///   - body: called once an index, for several at the same time; its result depends on the index
///     alone.
/// - Returns: the results, in the order of the indices.
public func parallelMap<Result>(_ count: Int, _ body: (Int) -> Result) -> [Result] {
  Array(unsafeUninitializedCapacity: count) { results, initialized in
    guard let start = results.baseAddress else { return }
    parallelParts(of: count, work: .max) { _, range in
      for index in range { (start + index).initialize(to: body(index)) }
    }
    initialized = count
  }
}

/// Calls `body` with the numbers from 0 on of at most `Engine.threadCount` parts, and with ranges
/// that together are `0..<count`.
///
/// - Parameters:
///   - count: the indices, 0 or more.
///   - work: the elements that all of it handles, which tells whether threads are worth their
///     start.
///   - body: called once a part, at the same time; it must write to its own part only.
func parallelParts(of count: Int, work: Int, _ body: (Int, Range<Int>) -> Void) {
  // Starting the threads takes as long as some ten thousand elements do.
  guard count > 1, work >= 1 << 15 else { return body(0, 0..<count) }
  withoutActuallyEscaping(body) { body in
    var loop = Loop(count: count, body: body)
    withUnsafeMutablePointer(to: &loop) { pointer in
      limn_in_parallel(
        { context, index, parts in
          let loop = context.assumingMemoryBound(to: Loop.self).pointee
          let (index, parts) = (Int(index), Int(parts))
          loop.body(index, index * loop.count / parts..<(index + 1) * loop.count / parts)
        }, pointer)
    }
  }
}

/// Whether the caller is one of several threads that compute at the same time.
var isOnThreads: Bool { limn_is_in_parallel() != 0 }

private struct Loop {
  let count: Int
  let body: (Int, Range<Int>) -> Void
}
