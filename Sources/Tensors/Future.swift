#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A value that another thread computes.
public final class Future<Value> {
  private let work: Work
  private let compute: () -> Value
  // Written by the thread before it ends, read after it was joined.
  private final class Slot: @unchecked Sendable { var value: Value? }
  private let slot: Slot

  /// Starts to compute `body`.
  public init(_ body: @escaping @Sendable () -> Value) {
    let slot = Slot()
    self.slot = slot
    compute = body
    work = Work { slot.value = body() }
  }

  /// The value; waits for it where it is not there yet.
  public var value: Value {
    work.wait()
    if let value = slot.value { return value }
    let value = compute()
    slot.value = value
    return value
  }
}

/// A thread that does one thing.
private final class Work {
  // What the thread is handed.
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  #if canImport(Darwin)
    private var thread: pthread_t?
  #else
    private var thread = pthread_t()
  #endif
  private var isRunning = false

  init(_ run: @escaping @Sendable () -> Void) {
    let body = Unmanaged.passRetained(Body(run))
    let status = pthread_create(
      &thread, nil,
      { argument in
        let pointer: UnsafeMutableRawPointer? = argument
        if let pointer { Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().run() }
        return nil
      }, body.toOpaque())
    isRunning = status == 0
    if !isRunning { body.release() }
  }

  /// Returns when the thing is done, or could not be begun.
  func wait() {
    guard isRunning else { return }
    isRunning = false
    #if canImport(Darwin)
      if let thread { pthread_join(thread, nil) }
    #else
      pthread_join(thread, nil)
    #endif
  }

  deinit { wait() }
}
