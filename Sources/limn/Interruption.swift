import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whether somebody asked the program to stop, with Ctrl-C or `kill`.
///
/// Long work polls `isRequested` between steps, saves what it has, and throws `Interrupted`.
enum Interruption {
  /// Whether the program was asked to stop since `watch` was called.
  static var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// From now on the first SIGINT or SIGTERM only sets `isRequested`; the next one ends the
  /// program as if nothing watched.
  static func watch() {
    // Makes the flag now, so that the handler does nothing but store to it, which is safe in any
    // state of the program.
    requested.store(false, ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      var action = sigaction()
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_RESTART
      #if canImport(Darwin)
        action.__sigaction_u.__sa_handler = { _ in requested.store(true, ordering: .relaxed) }
      #else
        action.__sigaction_handler.sa_handler = { _ in requested.store(true, ordering: .relaxed) }
      #endif
      sigaction(number, &action, nil)
    }
    // A parent may have started the program with the signals blocked, as worker threads have them.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}

/// Outside the type, since a handler in C may not capture even that.
private let requested = Atomic<Bool>(false)
