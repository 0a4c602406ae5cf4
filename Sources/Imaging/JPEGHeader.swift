import Files

/// What the segments before a JPEG's first scan say of it (ITU-T T.81, annex B).
struct JPEGHeader {
  /// The width as stored, before the orientation is applied.
  private(set) var width = 0
  /// The height as stored.
  private(set) var height = 0
  /// How the stored rows and columns are meant to lie (EXIF 2.3, tag 274).
  private(set) var orientation = Orientation.upright

  /// Reads the segments up to the one that gives the size.
  ///
  /// - Parameters:
  ///   - path: The file's name, for messages.
  ///   - bytes: Gives the bytes at an offset, fewer where the file ends.
  /// - Throws: `InputError` where the file ends before its size is known or is no JPEG.
  init(path: String, bytes: (_ offset: Int, _ count: Int) throws -> [UInt8]) throws {
    var offset = 2
    for _ in 0..<Self.mostSegments {
      let start = try bytes(offset, 4)
      // Any number of bytes 0xFF may stand before a marker.
      if start.starts(with: [0xFF, 0xFF]) {
        offset += 1
        continue
      }
      guard start.count == 4 else { throw Self.fault(path, "the file ends too early") }
      let length = Int(start[2]) << 8 | Int(start[3])
      guard start[0] == 0xFF, length >= 2, start[1] != 0xDA, start[1] != 0xD9 else {
        throw Self.fault(path, "no size before the data")
      }
      if Self.givesSize(start[1]) {
        let frame = try bytes(offset + 5, 4)
        guard frame.count == 4 else { throw Self.fault(path, "the file ends too early") }
        height = Int(frame[0]) << 8 | Int(frame[1])
        width = Int(frame[2]) << 8 | Int(frame[3])
        return
      }
      if start[1] == 0xE1, orientation == .upright {
        orientation = Orientation(exif: try bytes(offset + 4, length - 2)) ?? .upright
      }
      offset += 2 + length
    }
    throw Self.fault(path, "no size in its first \(Self.mostSegments) segments")
  }

  /// Cameras write some ten; a file of nothing else would keep us reading.
  private static let mostSegments = 1000

  /// Whether `marker` begins a frame: SOF0 to SOF15 without DHT, JPG and DAC, which lie between.
  private static func givesSize(_ marker: UInt8) -> Bool {
    0xC0...0xCF ~= marker && marker != 0xC4 && marker != 0xC8 && marker != 0xCC
  }

  private static func fault(_ path: String, _ found: String) -> InputError {
    InputError(.invalid, path: path, expected: "a whole JPEG picture", found: found)
  }
}
