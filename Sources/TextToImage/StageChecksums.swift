import Files
import Imaging
import Layers

/// Short hashes of what a prompt becomes on its way to a picture, so that a picture that comes out
/// otherwise can tell where it went astray; see `checksum(of:)`.
public struct StageChecksums: Equatable, Sendable {
  /// What a layer gave.
  public struct Layer: Equatable, Sendable {
    /// The layer by the name its parameters have in the model file: "generator.painter.blocks.0".
    public var name: String
    /// The checksum of its output.
    public var checksum: String

    /// A layer from its parts.
    public init(name: String, checksum: String) {
      self.name = name
      self.checksum = checksum
    }
  }

  /// Of the tokens' ids, padding included.
  public var tokens: String
  /// Of the sentence's embedding.
  public var embedding: String
  /// Of the layers in the order of computation, the text encoder's and then the generator's; none
  /// in records of versions that had none.
  public var layers: [Layer]

  /// Checksums from their parts.
  public init(tokens: String, embedding: String, layers: [Layer] = []) {
    self.tokens = tokens
    self.embedding = embedding
    self.layers = layers
  }

  /// Every stage by name with its checksum, in the order of computation.
  public var inOrder: [Layer] {
    let isText = { (layer: Layer) in layer.name.hasPrefix("text_encoder.") }
    return [Layer(name: "tokens", checksum: tokens)] + layers.filter(isText)
      + [Layer(name: "embedding", checksum: embedding)] + layers.filter { !isText($0) }
  }
}

extension Model {
  /// Reads a prompt as `read` does.
  ///
  /// - Returns: the reading, and the checksums of the stages up to the embedding.
  /// - Throws: `InputError` (`invalid`) where the tokenizer refuses the prompt.
  public func readWithChecksums(
    _ prompt: String
  ) throws -> (reading: Reading, stages: StageChecksums) {
    var layers: [StageChecksums.Layer] = []
    let probe = LayerProbe { layers.append(.init(name: $0, checksum: $1.checksum)) }
    let reading = try read(prompt, probe: probe.inside("text_encoder"))
    let ids = reading.ids.flatMap { id in (0..<4).map { UInt8(truncatingIfNeeded: id >> (8 * $0)) }
    }
    let stages = StageChecksums(
      tokens: checksum(of: ids), embedding: reading.text.sentence.checksum, layers: layers)
    return (reading, stages)
  }

  /// Draws a picture as `picture` does.
  ///
  /// - Parameters:
  ///   - reading: one prompt, read.
  ///   - stages: its checksums.
  ///   - seed: of the noise.
  ///   - truncation: how far pictures stray with their noise, from 0, not at all, to 1.
  /// - Returns: the picture, and the checksums with those of the generator's layers.
  public func pictureWithChecksums(
    of reading: Reading, after stages: StageChecksums, seed: UInt64, truncation: Float
  ) -> (image: RGBImage, stages: StageChecksums) {
    var stages = stages
    let probe = LayerProbe { stages.layers.append(.init(name: $0, checksum: $1.checksum)) }
    let image = picture(
      of: reading.text, seed: seed, truncation: truncation, probe: probe.inside("generator"))
    return (image, stages)
  }

  /// Translates a picture as `translation` does.
  ///
  /// - Parameters:
  ///   - source: the picture to translate.
  ///   - reading: one prompt, read.
  ///   - stages: its checksums.
  ///   - seed: of the noise.
  /// - Returns: the picture, and the checksums with those of the generator's layers.
  public func translationWithChecksums(
    of source: RGBImage, under reading: Reading, after stages: StageChecksums, seed: UInt64
  ) -> (image: RGBImage, stages: StageChecksums) {
    var stages = stages
    let probe = LayerProbe { stages.layers.append(.init(name: $0, checksum: $1.checksum)) }
    let image = translation(
      of: source, under: reading.text, seed: seed, probe: probe.inside("generator"))
    return (image, stages)
  }
}
