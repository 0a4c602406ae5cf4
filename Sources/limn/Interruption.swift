import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whether somebody asked the program to stop, with Ctrl-C, `kill`, or by closing its terminal.
///
/// Long work polls `isRequested` between steps, saves what it has, and throws `Interrupted`.
enum Interruption {
  /// Whether the program was asked to stop since `watch` was called.
  static var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// From now on the first SIGINT, SIGTERM or SIGHUP only sets `isRequested`, and says so on a
  /// terminal; one that comes two seconds later ends the program as if nothing watched.
  ///
  /// Those in between, as of a key that is hit twice, must not take what is about to be saved.
  static func watch() {
    // Makes the flags now, so that the handler does nothing but load and store them, which is safe
    // in any state of the program.
    requested.store(false, ordering: .relaxed)
    requestTime.store(0, ordering: .relaxed)
    isOnTerminal.store(isatty(STDERR_FILENO) == 1, ordering: .relaxed)
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) {
      var action = sigaction()
      action.sa_flags = Int32(SA_RESTART)
      #if canImport(Darwin)
        action.__sigaction_u.__sa_handler = take
      #else
        action.__sigaction_handler.sa_handler = take
      #endif
      sigaction(number, &action, nil)
      sigaddset(&signals, number)
    }
    // A parent may have started the program with the signals blocked, as worker threads have them.
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Whether `number` is SIGHUP, and the program was started so that it means nothing, as under
  /// nohup.
  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    sigaction(number, nil, &action)
    #if canImport(Darwin)
      let handler = action.__sigaction_u.__sa_handler
    #else
      let handler = action.__sigaction_handler.sa_handler
    #endif
    return number == SIGHUP
      && unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}

// Outside the type, since a handler in C may not capture even that.
private let requested = Atomic<Bool>(false)
private let requestTime = Atomic<Int>(0)
private let isOnTerminal = Atomic<Bool>(false)

/// The handler of signals.
private func take(_ number: Int32) {
  let error = errno
  defer { errno = error }
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  guard requested.exchange(true, ordering: .relaxed) else {
    requestTime.store(now.tv_sec, ordering: .relaxed)
    if isOnTerminal.load(ordering: .relaxed) {
      let message: StaticString = "\nlimn: stopping; Ctrl-C again ends it without saving\n"
      _ = write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
    }
    return
  }
  let first = requestTime.load(ordering: .relaxed)
  guard first > 0, now.tv_sec - first >= 2 else { return }
  signal(number, SIG_DFL)
  raise(number)
}
