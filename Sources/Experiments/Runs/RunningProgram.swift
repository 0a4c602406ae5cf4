import Files

/// The program that runs.
public enum RunningProgram {
  /// Its file, links resolved; nil where the system does not say.
  public static var path: String? {
    #if os(Linux)
      absolutePath("/proc/self/exe")
    #else
      CommandLine.arguments.first.flatMap(absolutePath)
    #endif
  }

  /// The SHA-256 of its file, which tells one build from another; read once, as every run of a
  /// sweep asks for it.
  static let hash: String? = path.flatMap { try? readFile($0) }.map { sha256($0) }
}
