import Layers
import Tensors

/// Adds to each slot's vector what its code says.
///
/// A slot sees its own code only. Where slots saw each other's, the scene encoder spread the
/// background's colour over all of them, and codes drawn one by one contradicted each other.
struct CodeReader {
  private let hidden: Linear
  private let output: Linear

  init(codeWidth: Int, width: Int, in scope: ParameterScope) {
    hidden = Linear(
      inputs: width + codeWidth, outputs: 2 * width, initializer: .fanIn(gain: 1.4),
      in: scope("hidden"))
    output = Linear(
      inputs: 2 * width, outputs: width, initializer: .fanIn(gain: 0.5), in: scope("output"))
  }

  /// The vectors `[N, K, width]` with the codes `[N, K, codeWidth]`.
  func callAsFunction(_ slots: Tensor, _ codes: Tensor, probe: LayerProbe?) -> Tensor {
    let seen = hidden(concatenate([slots, codes], alongAxis: 2)).leakyReLU()
    probe?.see("hidden", seen)
    let added = output(seen)
    probe?.see("output", added)
    return slots + added
  }
}
