import Synchronization

/// How a tensor was computed: from what, and how a gradient passes back through it.
final class Node {
  /// Given the computed tensor, the gradient with respect to it, and which inputs are asked for,
  /// the gradients with respect to the inputs (nil where not asked for).
  ///
  /// The gradient given may be written over where no one else has it.
  typealias Derivative =
    (_ output: Tensor, _ gradient: inout Tensor, _ wanted: [Bool]) -> [Tensor?]

  private(set) var inputs: [Tensor]
  private(set) var derivative: Derivative
  private(set) var isReleased = false
  /// Whether the tensor was computed from nothing.
  var isVariable: Bool { inputs.isEmpty && !isReleased }
  /// What the pass that came here last knows of this node.
  fileprivate var visit = Visit(pass: 0)

  init(inputs: [Tensor], derivative: @escaping Derivative) {
    self.inputs = inputs
    self.derivative = derivative
  }

  /// Lets go of what the derivative needs.
  func release() {
    inputs = []
    derivative = { _, _, _ in [] }
    isReleased = true
  }
}

/// What a pass of backpropagation knows of a node.
private struct Visit {
  /// The number of the pass.
  let pass: Int
  /// Whether the pass has looked at the inputs.
  var isBegun = false
  /// Whether the gradient by this node's tensor is asked for.
  var isWanted = false
  /// Whether the node leads to a tensor whose gradient is asked for.
  var leads = false
  /// The gradient by the node's tensor, as far as it is known.
  var gradient: Tensor?

  /// Adds a part of the gradient; in place where nothing is remembered.
  mutating func add(_ part: Tensor) {
    guard var sum = gradient else {
      gradient = part
      return
    }
    gradient = nil
    if Recording.isOn || part.dataType != .float32 {
      sum = sum + part
    } else if !Tensor.addDeferred(part, to: &sum) {
      Tensor.withMutableElements(of: &sum) { y in
        part.withEachPart { range, x in
          for i in range { y[i] += x[i - range.lowerBound] }
        }
      }
    }
    gradient = sum
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
///     need, and what led to `output` differentiated again; costs time and memory. Without it, what
///     leads from `inputs` to `output` is let go on the way, and its memory used again at once. No
///     output that any of it leads to can be differentiated afterwards.
/// - Returns: one tensor for each of `inputs`, of its shape.
public func gradients(
  of output: Tensor, withRespectTo inputs: [Tensor], keepingGraph: Bool = false
) -> [Tensor] {
  Recording.$isOn.withValue(keepingGraph) {
    var pass = Backpropagation(from: output, to: inputs)
    return pass.run()
  }
}

private struct Backpropagation {
  private let output: Tensor
  private let inputs: [Tensor]
  private let pass = passes.wrappingAdd(1, ordering: .relaxed).newValue
  /// Tensors that lead to an input, with their nodes, inputs before outputs.
  private var order: [(tensor: Tensor, node: Node)] = []

  private static let passes = Atomic<Int>(0)

  init(from output: Tensor, to inputs: [Tensor]) {
    self.output = output
    self.inputs = inputs
    for input in inputs {
      guard let node = input.node else {
        fatalError("gradients: expected variables or what was computed from some, got \(input)")
      }
      node.visit = Visit(pass: pass, isWanted: true, leads: true)
    }
    visit()
  }

  mutating func run() -> [Tensor] {
    if let node = output.node, leads(node) { node.visit.gradient = Tensor.ones(like: output) }
    while let (tensor, node) = order.popLast() {
      guard var gradient = node.visit.gradient else { continue }
      if !node.visit.isWanted { node.visit.gradient = nil }
      let below = node.inputs
      let wanted = below.map(leads)
      if !wanted.contains(true) { continue }
      let parts = node.derivative(tensor, &gradient, wanted)
      if !Recording.isOn { node.release() }
      for (input, part) in zip(below, parts) {
        guard let part, let target = input.node else { continue }
        require(
          part.shape == input.shape && part.dataType == input.dataType,
          "gradients: expected \(input), got \(part)")
        target.visit.add(part)
      }
    }
    let found = inputs.map { input in gradient(by: input) ?? Tensor.zeros(like: input) }
    for input in inputs { input.node?.visit.gradient = nil }
    return found
  }

  private func gradient(by input: Tensor) -> Tensor? { input.node?.visit.gradient }

  private func leads(_ tensor: Tensor) -> Bool { tensor.node.map(leads) ?? false }

  private func leads(_ node: Node) -> Bool { node.visit.pass == pass && node.visit.leads }

  /// Orders the tensors below `output` depth first, without recursion: graphs are deep.
  private mutating func visit() {
    guard let node = output.node else { return }
    var stack = [(tensor: output, node: begin(output, node), next: 0)]
    while let (tensor, node, next) = stack.last {
      if next < node.inputs.count {
        stack[stack.count - 1].next += 1
        let below = node.inputs[next]
        if let node = below.node, node.visit.pass != pass || !node.visit.isBegun {
          stack.append((below, begin(below, node), 0))
        }
        continue
      }
      stack.removeLast()
      if !node.visit.leads { node.visit.leads = node.inputs.contains(where: leads) }
      if node.visit.leads { order.append((tensor, node)) }
    }
  }

  /// Takes up the node of `tensor` into this pass.
  private func begin(_ tensor: Tensor, _ node: Node) -> Node {
    require(
      !node.isReleased,
      "gradients: how \(tensor) was computed was let go by an earlier call, "
        + "which would have to keep the graph")
    if node.visit.pass != pass { node.visit = Visit(pass: pass) }
    node.visit.isBegun = true
    return node
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
