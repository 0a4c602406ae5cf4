/// How the stored rows and columns of a picture are meant to lie (EXIF 2.3, tag 274).
enum Orientation: Int {
  case upright = 1
  case mirrored
  case upsideDown
  case flipped
  /// Rows are columns: mirrored along the falling diagonal.
  case transposed
  /// To be turned by 90 degrees clockwise.
  case turnedLeft
  /// Mirrored along the rising diagonal.
  case transversed
  /// To be turned by 90 degrees counter-clockwise.
  case turnedRight

  /// Whether the stored width is the height that is meant.
  var swapsSides: Bool { rawValue >= Self.transposed.rawValue }

  /// The orientation in the data of an APP1 segment; nil where it holds none.
  init?(exif data: [UInt8]) {
    guard data.starts(with: Array("Exif\0\0".utf8)) else { return nil }
    let tiff = Array(data.dropFirst(6))
    guard tiff.count >= 8 else { return nil }
    let isLittleEndian = tiff[0] == UInt8(ascii: "I")
    func number(_ offset: Int, _ count: Int) -> Int? {
      guard offset >= 0, offset + count <= tiff.count else { return nil }
      let bytes = tiff[offset..<offset + count]
      let ordered = isLittleEndian ? Array(bytes.reversed()) : Array(bytes)
      return ordered.reduce(0) { $0 << 8 | Int($1) }
    }
    guard let directory = number(4, 4), let count = number(directory, 2) else { return nil }
    for index in 0..<count {
      let field = directory + 2 + index * 12
      guard let tag = number(field, 2) else { return nil }
      if tag == 274 {
        self.init(rawValue: number(field + 8, 2) ?? 0)
        return
      }
    }
    return nil
  }
}

extension RGBImage {
  /// This picture, stored in `orientation`, as it is meant to be seen.
  func turned(_ orientation: Orientation) -> RGBImage {
    if orientation == .upright { return self }
    let (right, bottom) = (width - 1, height - 1)
    let source: (_ x: Int, _ y: Int) -> (Int, Int) =
      switch orientation {
      case .upright: { ($0, $1) }
      case .mirrored: { (right - $0, $1) }
      case .upsideDown: { (right - $0, bottom - $1) }
      case .flipped: { ($0, bottom - $1) }
      case .transposed: { ($1, $0) }
      case .turnedLeft: { ($1, bottom - $0) }
      case .transversed: { (right - $1, bottom - $0) }
      case .turnedRight: { (right - $1, $0) }
      }
    let (newWidth, newHeight) = orientation.swapsSides ? (height, width) : (width, height)
    var result: [UInt8] = []
    result.reserveCapacity(pixels.count)
    for y in 0..<newHeight {
      for x in 0..<newWidth {
        let (column, row) = source(x, y)
        let start = (row * width + column) * 3
        for channel in 0..<3 { result.append(pixels[start + channel]) }
      }
    }
    return RGBImage(width: newWidth, height: newHeight, pixels: result)
  }
}
