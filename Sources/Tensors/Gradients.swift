/// How a tensor was computed: from what, and how a gradient passes back through it.
final class Node {
  /// Given the computed tensor, the gradient with respect to it, and which inputs are asked for,
  /// the gradients with respect to the inputs (nil where not asked for).
  typealias Derivative = (_ output: Tensor, _ gradient: Tensor, _ wanted: [Bool]) -> [Tensor?]

  let inputs: [Tensor]
  let derivative: Derivative

  init(inputs: [Tensor], derivative: @escaping Derivative) {
    self.inputs = inputs
    self.derivative = derivative
  }
}

/// Whether computations are remembered, on this task.
enum Recording {
  @TaskLocal static var isOn = true
}

/// Computes `body` without remembering how, so that nothing is kept for gradients.
public func withoutRecording<Result>(_ body: () throws -> Result) rethrows -> Result {
  try Recording.$isOn.withValue(false) { try body() }
}

/// The gradients of `output` with respect to each of `inputs` (reverse-mode differentiation).
///
/// Only what leads to `inputs` is computed. An input that `output` does not depend on has a
/// gradient of zeros.
///
/// - Parameters:
///   - output: the tensor to differentiate; where it has more than one element, the gradient of
///     their sum is meant.
///   - inputs: variables, or tensors computed from variables.
///   - keepingGraph: whether the gradients may themselves be differentiated, as gradient penalties
///     need; costs time and memory.
/// - Returns: one tensor for each of `inputs`, of its shape.
public func gradients(
  of output: Tensor, withRespectTo inputs: [Tensor], keepingGraph: Bool = false
) -> [Tensor] {
  Recording.$isOn.withValue(keepingGraph) {
    Backpropagation(from: output, to: inputs).run()
  }
}

private struct Backpropagation {
  let output: Tensor
  let inputs: [Tensor]
  /// Tensors that lead to an input, inputs before outputs.
  private var order: [Tensor] = []
  private var leads: [ObjectIdentifier: Bool] = [:]

  init(from output: Tensor, to inputs: [Tensor]) {
    self.output = output
    self.inputs = inputs
    for input in inputs { leads[ObjectIdentifier(input)] = true }
    visit()
  }

  func run() -> [Tensor] {
    var gradients: [ObjectIdentifier: Tensor] = [:]
    let wantedInputs = Set(inputs.map(ObjectIdentifier.init))
    if leads[ObjectIdentifier(output)] == true {
      gradients[ObjectIdentifier(output)] = Tensor.ones(like: output)
    }
    for tensor in order.reversed() {
      let identity = ObjectIdentifier(tensor)
      guard let gradient = gradients[identity], let node = tensor.node else { continue }
      if !wantedInputs.contains(identity) { gradients[identity] = nil }
      let wanted = node.inputs.map { leads[ObjectIdentifier($0)] == true }
      if !wanted.contains(true) { continue }
      let parts = node.derivative(tensor, gradient, wanted)
      for (input, part) in zip(node.inputs, parts) {
        guard let part else { continue }
        require(
          part.shape == input.shape && part.dataType == input.dataType,
          "gradients: expected \(input), got \(part)")
        let key = ObjectIdentifier(input)
        gradients[key] = gradients[key].map { $0 + part } ?? part
      }
    }
    return inputs.map { gradients[ObjectIdentifier($0)] ?? Tensor.zeros(like: $0) }
  }

  /// Orders the tensors below `output` depth first, without recursion: graphs are deep.
  private mutating func visit() {
    var stack: [(tensor: Tensor, next: Int)] = [(output, 0)]
    var seen: Set<ObjectIdentifier> = [ObjectIdentifier(output)]
    while let (tensor, next) = stack.last {
      let below = tensor.node?.inputs ?? []
      if next < below.count {
        stack[stack.count - 1].next += 1
        if seen.insert(ObjectIdentifier(below[next])).inserted { stack.append((below[next], 0)) }
        continue
      }
      stack.removeLast()
      let identity = ObjectIdentifier(tensor)
      if leads[identity] != true {
        leads[identity] = below.contains { leads[ObjectIdentifier($0)] == true }
      }
      if leads[identity] == true { order.append(tensor) }
    }
  }
}

extension Tensor {
  /// Zeros of the shape and type of `other`.
  public static func zeros(like other: Tensor) -> Tensor {
    let zeros = Tensor(uninitialized: other.shape, dataType: other.dataType)
    zeros.storage.bytes.initializeMemory(
      as: UInt8.self, repeating: 0, count: other.count * other.dataType.size)
    return zeros
  }

  /// Ones of the shape and type of `other`.
  public static func ones(like other: Tensor) -> Tensor {
    withoutRecording { Tensor(repeating: 1, shape: other.shape).cast(to: other.dataType) }
  }
}
