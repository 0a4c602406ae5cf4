import Foundation

/// A run of the built program that goes on while a test looks at it.
///
/// There is little room for what it writes to standard error: where it has thousands of bytes to
/// say, it waits to be read, and cannot end before.
final class Going {
  private let process = Process()
  private let errors = Pipe()
  /// What it has written to standard error so far, as far as it was waited for.
  private(set) var text = ""

  /// Starts the `limn` built beside the tests with `arguments`, in `folder`.
  init(_ arguments: String..., in folder: String) throws {
    process.executableURL = URL(fileURLWithPath: try programPath())
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = oneThread
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    #if os(Linux)
      // F_SETPIPE_SZ, which Swift does not import.
      _ = fcntl(errors.fileHandleForWriting.fileDescriptor, 1031, 4096)
    #endif
    try process.run()
  }

  /// Whether it has not ended.
  var isRunning: Bool { process.isRunning }

  /// Waits until it has said `words`, or has ended.
  func wait(for words: String) {
    while !text.contains(words) {
      let data = errors.fileHandleForReading.availableData
      guard !data.isEmpty else { return }
      text += String(decoding: data, as: UTF8.self)
    }
  }

  /// Sends it a signal, by its number.
  func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  /// Waits until it has ended.
  ///
  /// - Returns: its exit code, or the number of the signal that ended it, below 0.
  func end() -> Int32 {
    text += String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let isKilled = process.terminationReason == .uncaughtSignal
    return isKilled ? -process.terminationStatus : process.terminationStatus
  }
}
