import Experiments
import Files
import Foundation
import TestSupport
import Testing

@Suite struct RunDirectoryTests {
  @Test func numbersGoUpAndNamesAreSafe() throws {
    try withTemporaryFolder { root in
      let first = try RunDirectory.create(in: root, name: "Shapes 64/x")
      let second = try RunDirectory.create(in: root, name: "🔴")
      #expect(first.id == "00000-shapes-64-x")
      #expect(second.id == "00001-run")
      #expect(isFolder(second.path))
      #expect(try RunDirectory.all(in: root) == [first, second])
    }
  }

  @Test func numbersOfDeletedRunsAreNotGivenOutAgain() throws {
    try withTemporaryFolder { root in
      let first = try RunDirectory.create(in: root, name: "a")
      try FileManager.default.removeItem(atPath: first.path)
      #expect(try RunDirectory.create(in: root, name: "a").number == 1)
    }
  }

  @Test func numbersOfRunsBroughtFromElsewhereAreTaken() throws {
    try withTemporaryFolder { root in
      try makeFolder("\(root)/00041-guest")
      #expect(try RunDirectory.create(in: root, name: "a").number == 42)
    }
  }

  @Test func runsAreInTheOrderOfTheirNumbers() throws {
    try withTemporaryFolder { root in
      for name in ["100000-b", "99999-a", "100001-a"] { try makeFolder("\(root)/\(name)") }
      #expect(try RunDirectory.all(in: root).map(\.number) == [99_999, 100_000, 100_001])
    }
  }

  @Test func runsStartedAtOnceDiffer() async throws {
    let root = try makeTemporaryFolder(named: "limn-tests")
    defer { removeFolder(root) }
    let numbers = try await withThrowingTaskGroup(of: [Int].self) { group in
      for task in 0..<8 {
        group.addTask {
          try (0..<25).map { _ in try RunDirectory.create(in: root, name: "task \(task)").number }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(numbers.sorted() == Array(0..<200))
  }

  @Test func foldersThatCannotBeWrittenAreNamed() throws {
    try withTemporaryFolder { root in
      try writeFile([], to: "\(root)/file")
      let error = try #require(throws: InputError.self) {
        try RunDirectory.create(in: "\(root)/file", name: "a")
      }
      #expect(error.kind == .unwritable)
      #expect(error.path.hasPrefix("\(root)/file"))
    }
  }

  @Test func runsAreFoundByPathNumberNameAndLatest() throws {
    try withTemporaryFolder { root in
      let first = try RunDirectory.create(in: root, name: "alpha")
      let second = try RunDirectory.create(in: root, name: "beta")
      try writeFile([], to: second.record)
      #expect(try RunDirectory.find("0", in: root) == first)
      #expect(try RunDirectory.find("00001", in: root) == second)
      #expect(try RunDirectory.find("00001-b", in: root) == second)
      #expect(try RunDirectory.find("latest", in: root) == second)
      #expect(try RunDirectory.find("alpha", in: root) == first)
      #expect(try RunDirectory.find("bet", in: root) == second)
      #expect(throws: InputError.self) { try RunDirectory.find("", in: root) }
      #expect(try RunDirectory.find("\(second.path)/", in: "elsewhere") == second)
      #expect(try RunDirectory.find("\(second.path)/.", in: "elsewhere") == second)
      let inside = try RunDirectory.find("\(second.path)/../00001-beta/./.", in: "elsewhere")
      #expect((inside.id, inside.number) == (second.id, 1))
      try makeFolder("\(second.path)/images")
      let above = try RunDirectory.find("\(second.path)/images/..", in: "elsewhere")
      #expect(above.id == second.id)
      #expect(isSameFile(above.root, root))
      let missing = try #require(throws: InputError.self) {
        try RunDirectory.find("00000-alpah", in: root)
      }
      #expect(missing.kind == .missing)
      #expect(missing.hint == "did you mean \"00000-alpha\"?")
      try makeFolder("\(root)/00001-guest")
      let several = try #require(throws: InputError.self) { try RunDirectory.find("1", in: root) }
      #expect(several.kind == .invalid)
      #expect(several.found == "2, from 00001-beta to 00001-guest")
    }
  }

  @Test func theLockTellsTheLivingFromTheDead() throws {
    try withTemporaryFolder { root in
      let run = try RunDirectory.create(in: root, name: "a")
      #expect(!RunLock.isHeld(in: run))
      do {
        let lock = try RunLock(run)
        #expect(RunLock.isHeld(in: run))
        #expect(throws: InputError.self) { try RunLock(run) }
        withExtendedLifetime(lock) {}
      }
      expectFree(run)
    }
  }
}
