import Files
import Imaging
import Tensors

/// The network whose features stand for pictures, as it came from a file.
public final class FeatureNetwork {
  /// The side that every picture is brought to before the network sees it, in pixels.
  public static let side = 96
  /// How many pictures are computed at once: always as many, so that a picture's features depend on
  /// no other picture.
  public static let batch = 32

  /// What the network is called.
  public let name: String
  /// The SHA-256 of its file.
  public let hash: String
  private let network: EfficientNetLite0

  /// Reads the file that `scripts/setup-features` makes.
  ///
  /// - Throws: `InputError`: `missing`, or `invalid` where the file is not such a one.
  public init(path: String) throws {
    guard fileExists(path) else {
      throw InputError(
        .missing, path: path, expected: "the network for features", found: "no such file",
        hint: Self.advice)
    }
    let bytes = try readFile(path)
    let file = try SafetensorsFile(bytes: bytes, path: path)
    guard file.metadata["format"] == Self.format, let name = file.metadata["name"] else {
      throw InputError(
        .invalid, path: path, expected: "a network for features (\(Self.format))",
        found: file.metadata["format"].map { "the format \($0)" } ?? "a file of another kind",
        hint: Self.advice)
    }
    self.name = name
    network = try EfficientNetLite0(file, path: path)
    hash = sha256(bytes)
  }

  /// How many features a picture has.
  public var width: Int { network.width }

  /// "features:efficientnet-lite0-63a95c3b|side:96": figures are comparable only where these are
  /// equal.
  public var signature: String { "features:\(name)-\(hash.prefix(8))|side:\(Self.side)" }

  /// The features of 1 to `batch` pictures of any sizes.
  ///
  /// - Returns: `[pictures, width]`.
  public func features(of pictures: [RGBImage]) -> Tensor {
    require(
      1...Self.batch ~= pictures.count,
      "features: expected 1 to \(Self.batch) pictures, got \(pictures.count)")
    let side = Self.side
    let length = side * side * 3
    let input = Tensor(shape: [Self.batch, side, side, 3]) { buffer in
      buffer.initialize(repeating: 0)
      for (index, picture) in pictures.enumerated() {
        let pixels = picture.resized(width: side, height: side).pixels
        pixels.withUnsafeBufferPointer { pixels in
          for i in 0..<length { buffer[index * length + i] = (Float(pixels[i]) - 127) / 128 }
        }
      }
    }
    return network(input).slice(alongAxis: 0, 0..<pictures.count)
  }

  private static let advice = "make it: scripts/setup-features"
  private static let format = "limn.features/1"
}
