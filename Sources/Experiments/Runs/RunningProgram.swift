import Files

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The program that runs.
public enum RunningProgram {
  /// Its file, links resolved; nil where the system does not say.
  public static var path: String? {
    #if os(Linux)
      let path = realpath("/proc/self/exe", nil)
    #else
      let path = CommandLine.unsafeArgv[0].flatMap { realpath($0, nil) }
    #endif
    guard let path else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  /// The SHA-256 of its file, which tells one build from another; read once, as every run of a
  /// sweep asks for it.
  static let hash: String? = path.flatMap { try? readFile($0) }.map { sha256($0) }
}
