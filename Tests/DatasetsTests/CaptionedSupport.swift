import Datasets
import Files
import Foundation
import Imaging
import TestSupport

/// A gzip file of `content`, which is stored and not compressed.
func gzip(_ content: [UInt8]) -> [UInt8] {
  var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
  let blocks = stride(from: 0, to: max(1, content.count), by: 65_535).map {
    content[$0..<min(content.count, $0 + 65_535)]
  }
  for (index, block) in blocks.enumerated() {
    file.append(index == blocks.count - 1 ? 1 : 0)
    file += bytes(of: UInt16(block.count)) + bytes(of: ~UInt16(block.count)) + block
  }
  return file + bytes(of: crc32(content)) + bytes(of: UInt32(content.count))
}

private func bytes(of value: some FixedWidthInteger) -> [UInt8] {
  withUnsafeBytes(of: value.littleEndian) { Array($0) }
}

/// The content of an IDX file of bytes.
func idx(_ shape: [Int], _ elements: [UInt8]) -> [UInt8] {
  [0, 0, 8, UInt8(shape.count)]
    + shape.flatMap { bytes(of: UInt32($0).byteSwapped) } + elements
}

/// Four files as Fashion-MNIST has them, small and drawn by a rule.
struct FashionFiles {
  var trainLabels: [UInt8] = [9, 2, 0, 2]
  var testLabels: [UInt8] = [1, 2]

  /// The pixels of a picture: its number in the corner at the top left.
  static func pixels(_ number: Int) -> [UInt8] {
    [UInt8(number + 1)] + [UInt8](repeating: 7, count: 28 * 28 - 1)
  }

  func write(to folder: String) throws {
    for (name, labels, first) in [("train", trainLabels, 0), ("t10k", testLabels, 100)] {
      let pixels = labels.indices.flatMap { Self.pixels(first + $0) }
      try writeFile(
        gzip(idx([labels.count, 28, 28], pixels)), to: "\(folder)/\(name)-images-idx3-ubyte.gz")
      try writeFile(
        gzip(idx([labels.count], labels)), to: "\(folder)/\(name)-labels-idx1-ubyte.gz")
    }
  }
}

/// Plain squares of colour with captions, some of them shared.
struct Swatches: CaptionedPictures {
  let name = "swatches"
  let hash = "0123"
  let entries: [CaptionedEntry]

  init(_ entries: [CaptionedEntry] = standard) { self.entries = entries }

  static let standard = ["red", "green", "blue", "gray"].enumerated().flatMap { number, color in
    (0..<3).map { shade in
      CaptionedEntry(
        id: "\(color)-\(shade)", captions: ["a \(color) square", "\(color)", "a square"],
        concept: color, isHeldOut: number == 3)
    }
  }

  func picture(_ index: Int, side: Int) -> RGBImage {
    let value = UInt8(index * 20)
    return RGBImage(
      width: side, height: side, color: RGBColor(red: value, green: value, blue: value))
  }
}
