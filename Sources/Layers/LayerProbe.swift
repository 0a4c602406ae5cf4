import Tensors

/// Sees what the layers of a network give while it computes, by the names their parameters have:
/// for checksums, or for a look inside.
///
/// A probe only reads: with one and without, a network computes the same bits.
///
/// ```swift
/// let probe = LayerProbe { layer, output in print(layer, output.shape) }
/// _ = generator(noise, text, isTraining: false, probe: probe)
/// ```
public struct LayerProbe {
  private let path: String
  private let receive: (_ layer: String, _ output: Tensor) -> Void

  /// A probe that hands every layer's name and output to `receive`, in the order of computation.
  public init(_ receive: @escaping (_ layer: String, _ output: Tensor) -> Void) {
    self.init(path: "", receive)
  }

  private init(path: String, _ receive: @escaping (String, Tensor) -> Void) {
    self.path = path
    self.receive = receive
  }

  /// The probe of the part called `name` below this one, as `ParameterScope` has it.
  public func inside(_ name: String) -> LayerProbe { LayerProbe(path: full(name), receive) }

  /// Hands over what the layer called `name` here has given.
  public func see(_ name: String, _ output: Tensor) { receive(full(name), output) }

  private func full(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
}
