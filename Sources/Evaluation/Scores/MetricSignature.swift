/// Which rules a figure was made by.
public struct MetricSignature: Equatable, Sendable {
  /// The name of the metric.
  public var name: String
  /// The version of its rules; it rises with every change that can change a figure.
  public var version: Int

  /// A signature from its parts.
  public init(name: String, version: Int) {
    self.name = name
    self.version = version
  }
}
