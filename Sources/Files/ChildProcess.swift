#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Another program that runs beside this one, the leader of a process group of its own.
///
/// It reads nothing from standard input, and no signal is blocked or ignored in it.
public struct ChildProcess {
  private let id: pid_t

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - words: The program, looked for on the path where it names no folder, and its arguments.
  ///   - environment: Its environment variables; those of this program where nil.
  ///   - output: The descriptor that its standard output goes to.
  ///   - errors: The descriptor that its standard error goes to; nil for nowhere.
  /// - Throws: `InputError` (`missing`) where it cannot be started.
  public init(
    _ words: [String], environment: [String: String]? = nil, output: Int32, errors: Int32?
  ) throws {
    var actions = emptyActions()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    if let errors {
      posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
    } else {
      posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    }

    var attributes = emptyAttributes()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))

    var process = pid_t()
    let status = withCStrings(words) { argv in
      let variables = environment?.map { "\($0.key)=\($0.value)" }
      return variables.map { variables in
        withCStrings(variables) {
          posix_spawnp(&process, words[0], &actions, &attributes, argv, $0)
        }
      } ?? posix_spawnp(&process, words[0], &actions, &attributes, argv, environ)
    }
    guard status == 0 else {
      throw InputError(
        .missing, path: words[0], expected: "a program", found: String(cString: strerror(status)))
    }
    id = process
  }

  /// How it ended, as a shell has it: its exit code, or 128 and the number of the signal that ended it.
  ///
  /// Waits for the end, or gives nil where it still runs and `waits` is false.
  public func status(waits: Bool = true) -> Int32? {
    var status: Int32 = 0
    let found = retrying { Int(waitpid(id, &status, waits ? 0 : WNOHANG)) }
    guard found == Int(id) else { return found == 0 ? nil : 127 }
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  /// Sends the signal `number` to it and to all that it has started.
  public func signal(_ number: Int32) { kill(-id, number) }
}

/// The environment variables of this program; of those of one name the first.
public func environmentVariables() -> [String: String] {
  var variables: [String: String] = [:]
  var next = environ
  while let entry = next.pointee {
    let text = String(cString: entry)
    if let equals = text.firstIndex(of: "=") {
      let name = String(text[..<equals])
      if variables[name] == nil { variables[name] = String(text[text.index(after: equals)...]) }
    }
    next += 1
  }
  return variables
}

private func withCStrings<Result>(
  _ words: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
  defer { for pointer in pointers { free(pointer) } }
  return pointers.withUnsafeMutableBufferPointer { buffer in
    guard let base = buffer.baseAddress else { fatalError("withCStrings: no memory") }
    return body(base)
  }
}

// What is a struct elsewhere is a pointer on Darwin.
#if canImport(Darwin)
  private func emptyActions() -> posix_spawn_file_actions_t? { nil }
  private func emptyAttributes() -> posix_spawnattr_t? { nil }
#else
  private func emptyActions() -> posix_spawn_file_actions_t { posix_spawn_file_actions_t() }
  private func emptyAttributes() -> posix_spawnattr_t { posix_spawnattr_t() }
#endif
