import Layers
import Tensors

/// Turns captions into features: a small network over SentencePiece ids.
public final class TextEncoder {
  /// The networks that can read captions.
  public enum Architecture: String, CaseIterable, Sendable {
    /// Attention among the pieces; see `TransformerTextNetwork`.
    case transformer
    /// The mean of the pieces, whatever their order; see `BagTextNetwork`.
    case bag
    /// Recurrence over the pieces, in both directions; see `RecurrentTextNetwork`.
    case gru
    /// The labels that a caption names, and nothing else; see `LabelTextNetwork`.
    case labels
  }

  /// What an encoder is built from.
  public struct Configuration: Equatable, Sendable {
    /// The network that reads.
    public var architecture: Architecture
    /// The number of ids.
    public var vocabularySize: Int
    /// The number of tokens read; longer captions are cut, shorter ones padded.
    public var length: Int
    /// The width of all features; even for `gru`.
    public var width: Int
    /// The number of transformer blocks; of `transformer` only.
    public var layers: Int
    /// The number of attention heads; of `transformer` only.
    public var heads: Int
    /// Whether it knows the order of the pieces; of `transformer` only.
    public var hasPositions: Bool
    /// The ids of the pieces of each label, of which there are one or more; of `labels` only.
    public var labels: [[Int32]]

    /// A configuration from its parts.
    public init(
      architecture: Architecture = .transformer, vocabularySize: Int, length: Int, width: Int,
      layers: Int = 0, heads: Int = 1, hasPositions: Bool = true, labels: [[Int32]] = []
    ) {
      self.architecture = architecture
      self.vocabularySize = vocabularySize
      self.length = length
      self.width = width
      self.layers = layers
      self.heads = heads
      self.hasPositions = hasPositions
      self.labels = labels
    }
  }

  /// What it was built from.
  public let configuration: Configuration
  /// Its parameters by name.
  public let parameters = ParameterSet()
  private let network: any TextNetwork
  private let labels: Labels

  /// An encoder with random first values, or without a seed zeros to be read over.
  public init(_ configuration: Configuration, seed: UInt64? = nil) {
    let scope = ParameterScope(parameters, seed: seed)
    self.configuration = configuration
    labels = Labels(configuration.labels)
    network =
      switch configuration.architecture {
      case .transformer: TransformerTextNetwork(configuration, in: scope)
      case .bag: BagTextNetwork(configuration, in: scope)
      case .gru: RecurrentTextNetwork(configuration, in: scope)
      case .labels: LabelTextNetwork(configuration, labels, in: scope)
      }
  }

  /// Which of the labels a caption names; nil where the encoder reads words, and has no labels.
  public func labels(namedIn ids: [Int32]) -> [Int]? {
    guard configuration.architecture == .labels else { return nil }
    return labels.named(in: ids).sorted()
  }

  /// The features of a batch of captions.
  ///
  /// - Parameters:
  ///   - ids: one row of `configuration.length` ids for each caption, padded at the end.
  ///   - padding: the id of padding.
  ///   - precision: the type that transformer blocks compute in; other networks use float32.
  ///   - probe: sees what each layer gives.
  /// - Returns: the features of every word and of every caption.
  public func callAsFunction(
    _ ids: [[Int32]], padding: Int32, precision: DataType = .float32, probe: LayerProbe? = nil
  ) -> TextFeatures {
    require(
      ids.allSatisfy { $0.count == configuration.length },
      "TextEncoder: expected rows of \(configuration.length) ids, got \(ids.map(\.count))")
    return network(PaddedCaptions(ids, padding: padding), precision: precision, probe: probe)
  }
}

/// A network that reads captions.
protocol TextNetwork {
  /// The features of every word and of every caption; see `TextEncoder`.
  func callAsFunction(
    _ captions: PaddedCaptions, precision: DataType, probe: LayerProbe?
  ) -> TextFeatures
}
