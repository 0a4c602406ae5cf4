import Imaging
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A picture whose every byte is a different function of its place.
func patterned(width: Int, height: Int) -> RGBImage {
  let count = width * height * 3
  return RGBImage(
    width: width, height: height, pixels: (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37) })
}

/// The path of a file beside the script that made it.
func fixturePath(_ name: String) -> String {
  let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
  return folder.joined(separator: "/") + "/Fixtures/" + name
}

/// The picture of a fixture.
func fixture(_ name: String) throws -> RGBImage { try PNG.read(fixturePath(name)).image }

/// A 4 x 3 picture whose pixel at column x and row y is `color(x, y)`.
func expected(_ color: (_ x: Int, _ y: Int) -> [Int]) -> RGBImage {
  var pixels: [UInt8] = []
  for y in 0..<3 {
    for x in 0..<4 { pixels += color(x, y).map { UInt8($0) } }
  }
  return RGBImage(width: 4, height: 3, pixels: pixels)
}

/// Calls `body` with the path of a folder that is removed afterwards with the files in it named
/// `names`.
func withTemporaryFolder(removing names: [String], _ body: (String) throws -> Void) throws {
  let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  var template = Array("\(base)/limn-imaging-XXXXXX".utf8CString)
  let made = template.withUnsafeMutableBufferPointer { buffer in
    buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
  }
  let folder = try #require(made)
  defer {
    for name in names { unlink("\(folder)/\(name)") }
    rmdir(folder)
  }
  try body(folder)
}
