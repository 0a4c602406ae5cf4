import Files
import Foundation
import Imaging
import TestSupport
import Testing

@testable import Datasets

@Suite struct FashionMNISTTests {
  @Test func theFilesAreReadInOrder() throws {
    try withTemporaryFolder { folder in
      try FashionFiles().write(to: folder)
      let data = try FashionMNIST(folder: folder)
      #expect(
        data.entries.map(\.id) == ["train-0", "train-1", "train-2", "train-3", "test-0", "test-1"])
      #expect(data.entries.indices.map(data.label) == [9, 2, 0, 2, 1, 2])
      #expect(data.entries.map(\.isHeldOut) == [false, false, false, false, true, true])
      #expect(data.entries[0].concept == "ankle boot")
      #expect(data.entries[0].captions.contains("a photo of an ankle boot"))
      #expect(data.entries[4].captions.contains("gray trousers"))
      #expect(data.entries[1].captions == data.entries[5].captions)
    }
  }

  @Test func picturesHaveABlackEdge() throws {
    try withTemporaryFolder { folder in
      try FashionFiles().write(to: folder)
      let data = try FashionMNIST(folder: folder)
      let picture = data.picture(5, side: 32)
      #expect(picture[2, 2] == RGBColor(red: 102, green: 102, blue: 102))
      #expect(picture[29, 29] == RGBColor(red: 7, green: 7, blue: 7))
      for (x, y) in [(1, 2), (2, 1), (30, 29), (29, 30)] {
        #expect(picture[x, y] == RGBColor(red: 0, green: 0, blue: 0))
      }
      #expect(data.picture(0, side: 64).width == 64)
    }
  }

  @Test func theHashTellsDataApart() throws {
    try withTemporaryFolder { folder in
      var hashes: Set<String> = []
      for files in [
        FashionFiles(), FashionFiles(), FashionFiles(trainLabels: [9, 2, 0, 3]),
        FashionFiles(testLabels: [1, 3]),
      ] {
        try files.write(to: folder)
        hashes.insert(try FashionMNIST(folder: folder).hash)
      }
      #expect(hashes.count == 3)
    }
  }

  @Test func absentFilesSayWhatInstallsThem() throws {
    try withTemporaryFolder { folder in
      let error = #expect(throws: InputError.self) { try FashionMNIST(folder: folder) }
      #expect(error?.kind == .missing)
      #expect(error?.path == "\(folder)/train-images-idx3-ubyte.gz")
      #expect(error?.hint == "install it with: scripts/setup-data fashion-mnist")
    }
  }

  /// A file in place of the training labels or pictures, and what is found in it.
  static let damaged: [(name: String, bytes: [UInt8], found: String)] = [
    ("labels-idx1", [], "a file that ends too early"),
    ("labels-idx1", Array("no gzip file".utf8), "incorrect header check"),
    ("labels-idx1", gzip(idx([4], [9, 2, 0, 2])).dropLast(9), "a file that ends too early"),
    ("labels-idx1", gzip(idx([4], [9, 2, 0, 2])).dropLast() + [1], "incorrect length check"),
    ("labels-idx1", gzip(idx([4], [9, 2, 0, 2])) + [0], "a file that ends too early"),
    ("labels-idx1", gzip([]), "nothing"),
    ("labels-idx1", gzip([0, 0, 13, 1] + [0, 0, 0, 0]), "one that begins with 0 0 13 1"),
    ("labels-idx1", gzip(idx([1, 4], [9, 2, 0, 2])), "one that begins with 0 0 8 2"),
    ("labels-idx1", gzip(idx([4], [9, 2, 0])), "3"),
    ("labels-idx1", gzip(idx([4], [9, 2, 0, 2, 2])), "5"),
    ("labels-idx1", gzip(idx([4], [9, 10, 0, 2])), "10"),
    ("images-idx3", gzip(idx([3, 28, 28], [UInt8](repeating: 0, count: 3 * 784))), "3 x 28 x 28"),
    ("images-idx3", gzip(idx([4, 2, 2], [UInt8](repeating: 0, count: 16))), "4 x 2 x 2"),
    ("images-idx3", gzip(idx([1 << 31, 1 << 31, 1 << 31], [])), "0"),
  ]

  @Test(arguments: damaged.indices)
  func foreignFilesAreRefused(_ index: Int) throws {
    let (name, bytes, found) = Self.damaged[index]
    try withTemporaryFolder { folder in
      try FashionFiles().write(to: folder)
      let path = "\(folder)/train-\(name)-ubyte.gz"
      try writeFile(bytes, to: path)
      let error = #expect(throws: InputError.self) { try FashionMNIST(folder: folder) }
      #expect(error?.kind == .invalid)
      #expect(error?.path == path)
      #expect(error?.found == found)
    }
  }

  @Test func gzipFilesAreExpandedUpToALimit() throws {
    let content = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
    let file = gzip(content)
    #expect(try gunzip(file, limit: content.count, path: "x.gz") == content)
    #expect(try gunzip(file + gzip([1, 2]), limit: 300_000, path: "x.gz") == content + [1, 2])
    let error = #expect(throws: InputError.self) {
      try gunzip(file, limit: content.count - 1, path: "x.gz")
    }
    #expect(error?.found == "more content than there may be")
  }

  @Test(.enabled(if: fileExists(FashionMNIST.defaultFolder)))
  func theRealDataIsWhole() throws {
    let data = try FashionMNIST()
    #expect(data.entries.count == 70_000)
    #expect(data.entries.count { $0.isHeldOut } == 10_000)
    for label in 0..<10 {
      #expect((60_000..<70_000).count { data.label(of: $0) == label } == 1000)
    }
    #expect(data.entries[0].concept == "ankle boot")
    #expect(data.hash.count == 64)
  }
}
