import Tensors

/// A gated recurrent unit, in the form that PyTorch and cuDNN compute.
///
/// After Cho et al. 2014, section 2.3. With input x, state h, and σ the logistic function, a step
/// gives
///
///     r = σ(W_r x + U_r h)             how much of the state the candidate sees
///     z = σ(W_z x + U_z h)             how much of the state stays
///     n = tanh(W_n x + r ⊙ (U_n h))    the candidate
///     h' = (1 - z) ⊙ n + z ⊙ h
///
/// where every W and U adds a bias. The paper multiplies r with h before U_n; with r after it, one
/// product serves all three gates.
public struct GatedRecurrentUnit {
  private let input: Linear
  private let state: Linear
  private let width: Int

  /// A unit that reads `inputs` numbers at each place and has a state of `width`.
  ///
  /// Its two linear layers give r, z and n one after the other, as PyTorch's weights do.
  public init(inputs: Int, width: Int, in scope: ParameterScope) {
    self.width = width
    input = Linear(inputs: inputs, outputs: 3 * width, in: scope("input"))
    state = Linear(inputs: width, outputs: 3 * width, in: scope("state"))
  }

  /// Reads sequences from a state of zeros.
  ///
  /// - Parameters:
  ///   - x: `[batch, length, inputs]`, float32.
  ///   - isPresent: `batch` times `length` flags, row by row; the state passes unchanged by places
  ///     without.
  ///   - isBackward: whether they are read from the end.
  /// - Returns: the states after each place, `[batch, length, width]`, and after all,
  ///   `[batch, width]`.
  public func callAsFunction(
    _ x: Tensor, isPresent: [Bool], isBackward: Bool = false
  ) -> (states: Tensor, last: Tensor) {
    let (batch, length) = (x.shape[0], x.shape[1])
    require(
      isPresent.count == batch * length,
      "GatedRecurrentUnit: expected \(batch * length) flags, got \(isPresent.count)")
    let given = input(x)
    var h = Tensor(repeating: 0, shape: [batch, width])
    var states = Array(repeating: h, count: length)
    for place in isBackward ? Array((0..<length).reversed()) : Array(0..<length) {
      let present = (0..<batch).map { isPresent[$0 * length + place] }
      if present.contains(true) {
        let here = given.slice(alongAxis: 1, place..<(place + 1))
          .reshaped(to: [batch, 3 * width])
        // Products with 0 and 1 are exact, so no row depends on how the others are padded.
        let moves = Tensor(present.map { $0 ? 1 : 0 }, shape: [batch, 1])
        h = step(here, h) * moves + h * moves.scaled(by: -1, plus: 1)
      }
      states[place] = h
    }
    let all = states.map { $0.reshaped(to: [batch, 1, width]) }
    return (concatenate(all, alongAxis: 1), h)
  }

  private func step(_ given: Tensor, _ h: Tensor) -> Tensor {
    let told = state(h)
    func part(_ gate: Int, of all: Tensor) -> Tensor {
      all.slice(alongAxis: 1, (gate * width)..<((gate + 1) * width))
    }
    let r = (part(0, of: given) + part(0, of: told)).sigmoid()
    let z = (part(1, of: given) + part(1, of: told)).sigmoid()
    let n = (part(2, of: given) + r * part(2, of: told)).tanh()
    return n + z * (h - n)
  }
}
