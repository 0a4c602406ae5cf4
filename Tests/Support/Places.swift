import Files
import Foundation

/// The folder of the package.
public let packageRoot = folders(above: #filePath, 3)

/// The path of `name` in the folder `Fixtures` beside the file of the test that asks.
public func fixturePath(_ name: String, file: String = #filePath) -> String {
  "\(folders(above: file, 1))/Fixtures/\(name)"
}

private func folders(above file: String, _ count: Int) -> String {
  file.split(separator: "/", omittingEmptySubsequences: false).dropLast(count)
    .joined(separator: "/")
}

/// A small tokenizer that was trained once.
public let tokenizerFixture = "\(packageRoot)/Tests/LanguageTests/Fixtures/tokenizer.model"

/// A network of picture features that is too narrow to mean anything.
public let narrowFeatures =
  "\(packageRoot)/Tests/EvaluationTests/Fixtures/narrow_features.safetensors"

/// Calls `body` with the path of a new folder that is removed afterwards.
public func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("limn-tests-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path)
}
