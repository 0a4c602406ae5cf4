import Experiments
import Files
import Foundation
import TestSupport
import Testing

@Suite struct CodeRecordTests {
  private func git(_ arguments: String..., in folder: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["git", "-C", folder, "-c", "user.name=t", "-c", "user.email=t@t"] + arguments
    // Whatever the user's own settings ask for, as signatures and hooks.
    process.environment = ProcessInfo.processInfo.environment.merging([
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
    ]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  private static let hasGit = (ProcessInfo.processInfo.environment["PATH"] ?? "")
    .split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/git") }

  @Test(.enabled(if: hasGit)) func commitAndChangesAreSeen() throws {
    try withTemporaryFolder { folder in
      #expect(CodeRecord.current(in: folder) == nil)
      try git("init", "-q", in: folder)
      #expect(CodeRecord.current(in: folder) == nil)
      try git("commit", "-q", "--allow-empty", "-m", "first", in: folder)
      let clean = try #require(CodeRecord.current(in: folder))
      #expect(clean.commit.count == 40 && !clean.isDirty)
      try writeFile([65], to: "\(folder)/picture.png")
      #expect(CodeRecord.current(in: folder)?.isDirty == false)
      try makeFolder("\(folder)/Sources")
      try writeFile([65], to: "\(folder)/Sources/new.swift")
      #expect(CodeRecord.current(in: "\(folder)/Sources")?.isDirty == true)
      try git("add", "Sources", in: folder)
      try git("commit", "-q", "-m", "second", in: folder)
      #expect(CodeRecord.current(in: folder)?.isDirty == false)
      try writeFile([66], to: "\(folder)/Sources/new.swift")
      #expect(CodeRecord.current(in: folder)?.isDirty == true)
    }
  }

  @Test func aFolderThatIsNotThereHasNoCode() {
    #expect(CodeRecord.current(in: "/nonexistent") == nil)
  }
}
