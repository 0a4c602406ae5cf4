import Tensors

/// Computes `body` with kernels and loops on `count` threads.
public func onThreads<Result>(_ count: Int, _ body: () throws -> Result) rethrows -> Result {
  let before = Engine.threadCount
  Engine.threadCount = count
  defer { Engine.threadCount = before }
  return try body()
}
