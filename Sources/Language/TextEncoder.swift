import Layers
import Tensors

/// Turns captions into features: a small transformer over SentencePiece ids.
///
/// Positions are learned, so the order of words matters: "red circle above blue square" and its
/// swap have different features. Without positions it reads a bag of pieces, for comparison.
public final class TextEncoder {
  /// What an encoder is built from.
  public struct Configuration: Equatable, Codable, Sendable {
    /// The number of ids.
    public var vocabularySize: Int
    /// The number of tokens read; longer captions are cut, shorter ones padded.
    public var length: Int
    /// The width of all features.
    public var width: Int
    /// The number of transformer blocks.
    public var layers: Int
    /// The number of attention heads.
    public var heads: Int
    /// Whether it knows the order of the pieces.
    public var hasPositions: Bool

    /// A configuration from its parts.
    public init(
      vocabularySize: Int, length: Int, width: Int, layers: Int, heads: Int,
      hasPositions: Bool = true
    ) {
      self.vocabularySize = vocabularySize
      self.length = length
      self.width = width
      self.layers = layers
      self.heads = heads
      self.hasPositions = hasPositions
    }
  }

  /// What it was built from.
  public let configuration: Configuration
  /// Its parameters by name.
  public let parameters = ParameterSet()
  private let tokens: Embedding
  private let positions: Embedding?
  private let blocks: [TransformerBlock]
  private let normalization: LayerNormalization
  private let summary: Linear

  /// An encoder with random first values, or without a seed zeros to be read over.
  public init(_ configuration: Configuration, seed: UInt64? = nil) {
    let c = configuration
    let scope = ParameterScope(parameters, seed: seed)
    self.configuration = c
    tokens = Embedding(
      count: c.vocabularySize, width: c.width, initializer: .normal(standardDeviation: 0.5),
      in: scope("tokens"))
    positions =
      c.hasPositions
      ? Embedding(
        count: c.length, width: c.width, initializer: .normal(standardDeviation: 0.3),
        in: scope("positions"))
      : nil
    blocks = (0..<c.layers).map {
      TransformerBlock(width: c.width, heads: c.heads, in: scope("blocks.\($0)"))
    }
    normalization = LayerNormalization(width: c.width, in: scope("normalization"))
    summary = Linear(inputs: c.width, outputs: c.width, in: scope("summary"))
  }

  /// The features of a batch of captions.
  ///
  /// - Parameters:
  ///   - ids: one row of `configuration.length` ids for each caption, padded at the end.
  ///   - padding: the id of padding.
  ///   - precision: the type the transformer blocks compute in.
  ///   - probe: sees what each layer gives.
  /// - Returns: the features of every word and of every caption.
  public func callAsFunction(
    _ ids: [[Int32]], padding: Int32, precision: DataType = .float32, probe: LayerProbe? = nil
  ) -> TextFeatures {
    let c = configuration
    require(
      ids.allSatisfy { $0.count == c.length },
      "TextEncoder: expected rows of \(c.length) ids, got \(ids.map(\.count))")
    let isWord = ids.flatMap { row in row.map { $0 != padding } }
    let mask = Tensor(isWord.map { $0 ? 0 : -60 }, shape: [ids.count, 1, 1, c.length])
    let looked = tokens(ids.flatMap { row in row.map(Int.init) })
    probe?.see("tokens", looked)
    let pieces = looked.reshaped(to: [ids.count, c.length, c.width])
    let start = positions.map { pieces + $0.all } ?? pieces
    if positions != nil { probe?.see("positions", start) }
    let blockMask = mask.cast(to: precision)
    var read = start.cast(to: precision)
    for (index, block) in blocks.enumerated() {
      read = block(read, mask: blockMask)
      probe?.see("blocks.\(index)", read)
    }
    let words = normalization(read.cast(to: .float32))
    probe?.see("normalization", words)
    let sentence = summary(meanOfWords(words, isWord))
    probe?.see("summary", sentence)
    return TextFeatures(sentence: sentence, words: words, mask: mask)
  }

  /// The mean of the vectors at tokens, leaving out padding: `[batch, width]`.
  private func meanOfWords(_ words: Tensor, _ isWord: [Bool]) -> Tensor {
    let (batch, length) = (words.shape[0], words.shape[1])
    var weights = [Float](repeating: 0, count: batch * length)
    for row in 0..<batch {
      let range = (row * length)..<((row + 1) * length)
      let count = max(1, isWord[range].count { $0 })
      for i in range where isWord[i] { weights[i] = 1 / Float(count) }
    }
    return Tensor(weights, shape: [batch, 1, length]).matmul(words)
      .reshaped(to: [batch, words.shape[2]])
  }
}
