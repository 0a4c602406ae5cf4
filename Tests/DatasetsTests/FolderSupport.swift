import Datasets
import Files
import Foundation
import Imaging
import TestSupport

/// A folder of the test's own that is removed afterwards.
struct TestFolder {
  let path: String

  /// Writes `text` to `name`.
  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  /// Writes `bytes` to `name`, whose folders are made.
  func write(_ bytes: [UInt8], to name: String) throws {
    try makeFolder(URL(fileURLWithPath: "\(path)/\(name)").deletingLastPathComponent().path)
    try writeFile(bytes, to: "\(path)/\(name)")
  }

  /// Writes flat pictures of 4 x 3 pixels, each of another gray.
  func paint(_ names: String...) throws {
    for (index, name) in names.enumerated() {
      let level = UInt8(index * 10)
      let color = RGBColor(red: level, green: level, blue: level)
      try write(PNG.encode(RGBImage(width: 4, height: 3, color: color)), to: name)
    }
  }

  /// Opens the folder.
  func open() throws -> FolderPictures { try FolderPictures(folder: path) }
}

/// Calls `body` with a new folder that is removed afterwards.
func withTestFolder<Result>(_ body: (TestFolder) throws -> Result) throws -> Result {
  try withTemporaryFolder { try body(TestFolder(path: $0)) }
}
