import Files

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Held by the process that carries out a run, for as long as it lives.
///
/// The system lets go of the lock when the process ends, however it ends, so a run whose record
/// says "running" while nobody holds its lock is dead.
public final class RunLock {
  private let descriptor: Int32

  /// Takes the lock of the run in `directory`.
  ///
  /// - Throws: `InputError` (`inUse` where another process carries out this run, `unwritable`).
  public init(_ directory: RunDirectory) throws {
    let path = Self.path(in: directory)
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw unwritable(path) }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
    // It may be that somebody only looks whether it is held.
    usleep(20_000)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      guard errno == EWOULDBLOCK else {
        throw unwritable(path, expected: "a file that can be locked")
      }
      throw InputError(
        .inUse, path: directory.path, expected: "a run that nobody carries out",
        found: "one that another process is carrying out")
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Whether some process carries out the run in `directory`.
  public static func isHeld(in directory: RunDirectory) -> Bool {
    let descriptor = open(path(in: directory), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0
  }

  private static func path(in directory: RunDirectory) -> String { "\(directory.path)/.lock" }
}
