#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Puts something in the place of standard streams that the program was started without: the first
/// files that are opened would take it, and have what is printed written into them.
///
/// What is printed is then refused, as it would be; messages go nowhere.
func replaceClosedStreams() {
  for (descriptor, mode) in [
    (STDIN_FILENO, O_RDONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY),
  ] where fcntl(descriptor, F_GETFD) < 0 {
    // The lowest number that is free is this one.
    _ = open("/dev/null", mode)
  }
}
