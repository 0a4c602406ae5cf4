import Files
import Foundation
import Testing

@Suite struct ChildProcessTests {
  /// What a program prints, and how it ends.
  private func run(
    _ words: String..., environment: [String: String]? = nil
  ) throws -> (output: String, status: Int32?) {
    let folder = try makeTemporaryFolder(named: "limn-tests")
    defer { removeFolder(folder) }
    let output = open("\(folder)/output", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    let process = try ChildProcess(words, environment: environment, output: output, errors: nil)
    let status = process.status()
    close(output)
    return (String(decoding: try readFile("\(folder)/output"), as: UTF8.self), status)
  }

  @Test func outputAndStatus() throws {
    let found = try run("sh", "-c", "cat; echo $0 $LIMN_TEST_UNSET; echo lost >&2; exit 3", "b c")
    #expect(found.output == "b c\n" && found.status == 3)
    let told = try run(
      "/bin/sh", "-c", "echo $LIMN_TEST_SET", environment: ["LIMN_TEST_SET": "d=e"])
    #expect(told.output == "d=e\n" && told.status == 0)
  }

  @Test func signalsReachAllThatItStarted() throws {
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let process = try ChildProcess(
      ["sh", "-c", "sleep 600 & echo a; wait"], output: ends[1], errors: nil)
    close(ends[1])
    var bytes = [UInt8](repeating: 0, count: 8)
    #expect(read(ends[0], &bytes, 8) == 2)
    #expect(process.status(waits: false) == nil)
    process.signal(SIGTERM)
    #expect(process.status() == 128 + SIGTERM)
    // The pipe has an end when nobody is left to write into it.
    var end = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
    #expect(poll(&end, 1, 10_000) == 1)
    if end.revents != 0 { #expect(read(ends[0], &bytes, 8) == 0) }
    close(ends[0])
  }

  @Test func noSuchProgram() throws {
    let error = try #require(throws: InputError.self) { try run("/no/such/program") }
    #expect(error.kind == .missing && error.path == "/no/such/program")
  }

  @Test func theEnvironmentIsThatOfTheProgram() {
    #expect(environmentVariables() == ProcessInfo.processInfo.environment)
  }
}
