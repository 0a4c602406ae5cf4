/// An array of numbers of any rank, and how it was computed; no one who holds one sees it change.
///
/// Elements lie densely in row-major order: the last axis is contiguous. Pictures and feature maps
/// are `[batch, height, width, channels]`. A tensor computed from variables remembers the
/// computation, so that `gradients(of:withRespectTo:)` can differentiate it.
///
/// A tensor, and all that is computed from it, is for one thread at a time: it is not `Sendable`. It
/// may move from one thread to another, as what an actor keeps does.
public final class Tensor {
  /// The extent along each axis; empty for a scalar.
  public let shape: [Int]
  /// The type of the elements.
  public let dataType: DataType
  /// Never another, and variable only so that it can be told whether anyone else has it.
  @exclusivity(unchecked) private(set) var storage: Storage
  private(set) var node: Node?

  /// A tensor over `storage`, computed by nothing.
  init(shape: [Int], dataType: DataType, storage: Storage) {
    self.shape = shape
    self.dataType = dataType
    self.storage = storage
  }

  /// A tensor with memory of its own that is yet to be filled.
  convenience init(uninitialized shape: [Int], dataType: DataType = .float32) {
    require(
      shape.allSatisfy { $0 > 0 }, "Tensor: expected positive extents, got \(shape)")
    self.init(
      shape: shape, dataType: dataType,
      storage: Storage(byteCount: shape.reduce(1, *) * dataType.size))
  }

  /// A float32 constant with the given elements in row-major order; extents are positive.
  public convenience init(_ elements: some Collection<Float>, shape: [Int]) {
    require(
      elements.count == shape.reduce(1, *),
      "Tensor: expected \(shape.reduce(1, *)) elements for shape \(shape), got \(elements.count)")
    self.init(shape: shape) { buffer in _ = buffer.initialize(fromContentsOf: elements) }
  }

  /// A float32 constant whose elements `fill` writes, all of them, in row-major order; extents are
  /// positive.
  public convenience init(shape: [Int], fill: (UnsafeMutableBufferPointer<Float>) -> Void) {
    self.init(uninitialized: shape)
    fill(floats)
  }

  /// A float32 constant of equal elements; extents are positive.
  public convenience init(repeating value: Float, shape: [Int]) {
    self.init(shape: shape) { $0.initialize(repeating: value) }
  }

  /// The scalar `value`.
  public convenience init(_ value: Float) { self.init(repeating: value, shape: []) }

  /// The number of elements.
  public var count: Int { shape.reduce(1, *) }

  /// The number of axes.
  public var rank: Int { shape.count }

  /// The elements in row-major order, converted to float32 where they are not.
  public var elements: [Float] { withElements { Array($0) } }

  /// The element of a tensor that has just one.
  public var scalar: Float {
    require(count == 1, "scalar: expected one element, got shape \(shape)")
    return withElements { $0[0] }
  }

  /// Calls `body` with the elements in row-major order, converted to float32 where they are not.
  public func withElements<Result>(_ body: (UnsafeBufferPointer<Float>) -> Result) -> Result {
    let readable = dataType == .float32 ? self : withoutRecording { cast(to: .float32) }
    return withExtendedLifetime(readable) { body(UnsafeBufferPointer(readable.floats)) }
  }

  /// Whether no element is infinite or NaN.
  public var isFinite: Bool {
    withElements { elements in
      // Multiplied by 0, only they give a sum other than 0; its lanes are added up side by side.
      var lanes = SIMD16<Float>()
      let whole = elements.count / 16 * 16
      for i in stride(from: 0, to: whole, by: 16) {
        for lane in 0..<16 { lanes[lane] += elements[i + lane] * 0 }
      }
      return lanes.sum() + elements[whole...].reduce(0) { $0 + $1 * 0 } == 0
    }
  }

  /// Calls `body` with ranges that together are all elements, in row-major order, and with the
  /// elements of each, float32, on the threads that kernels use.
  ///
  /// A gradient that is computed where it is read need not be in memory as a whole for that.
  public func withEachPart(_ body: (Range<Int>, UnsafePointer<Float>) -> Void) {
    if let deferred = storage.deferred { return deferred.withEachPart(body) }
    withElements { elements in
      guard let start = elements.baseAddress else { return }
      parallelLoop(elements.count) { body($0, start + $0.lowerBound) }
    }
  }

  /// The same values as a constant, cut off from how they were computed.
  public var detached: Tensor {
    node == nil ? self : Tensor(shape: shape, dataType: dataType, storage: storage)
  }

  /// The same values as a variable: something to differentiate with respect to.
  public func variable() -> Tensor {
    let variable = Tensor(shape: shape, dataType: dataType, storage: storage)
    variable.node = Node(inputs: [], derivative: { _, _, _ in [] })
    return variable
  }

  /// Calls `body` with the elements of a float32 constant or variable, to be changed where they
  /// are.
  ///
  /// Where anyone else has the tensor or its memory, `tensor` becomes a copy first, so that they
  /// see no change. It stays a variable if it was one.
  public static func withMutableElements(
    of tensor: inout Tensor, _ body: (UnsafeMutableBufferPointer<Float>) -> Void
  ) {
    require(
      tensor.dataType == .float32 && tensor.node?.isVariable != false,
      "withMutableElements: expected a float32 constant or variable, got \(tensor)")
    if isAlone(&tensor) {
      tensor.storage.forgetLayouts()
    } else {
      let copy = tensor.withElements { Tensor($0, shape: tensor.shape) }
      tensor = tensor.node == nil ? copy : copy.variable()
    }
    withExtendedLifetime(tensor) { body(tensor.floats) }
  }

  /// Adds a gradient to another as oneDNN has left both, where it may: no one else has the sum.
  static func addDeferred(_ part: Tensor, to sum: inout Tensor) -> Bool {
    guard isAlone(&sum), let mine = sum.storage.deferred as? BlockedGradient,
      let other = part.storage.deferred as? BlockedGradient, mine.isAligned(with: other)
    else { return false }
    mine.add(other)
    return true
  }

  /// Whether no one else has `tensor` or its memory.
  private static func isAlone(_ tensor: inout Tensor) -> Bool {
    isKnownUniquelyReferenced(&tensor) && isKnownUniquelyReferenced(&tensor.storage)
  }

  /// A tensor of the shape and type of `other` to be filled, over the memory of `other` where no
  /// one else has it and nothing is remembered.
  ///
  /// An element of `other` is then to be read before that of the result is written.
  static func replacing(_ other: inout Tensor) -> Tensor {
    guard !Recording.isOn, isAlone(&other) else {
      return Tensor(uninitialized: other.shape, dataType: other.dataType)
    }
    other.storage.forgetLayouts()
    return Tensor(shape: other.shape, dataType: other.dataType, storage: other.storage)
  }

  var floats: UnsafeMutableBufferPointer<Float> {
    UnsafeMutableBufferPointer(start: storage.floats, count: count)
  }

  /// Whether gradients let go of how this tensor was computed, so that it cannot be differentiated.
  public var isReleased: Bool { node?.isReleased == true }

  /// Whether gradients can pass to it, or to what it was computed from.
  public var isRecorded: Bool { node != nil }

  /// Remembers that this tensor was computed from `inputs`, if any of them is differentiated.
  func computed(from inputs: [Tensor], derivative: @escaping Node.Derivative) -> Tensor {
    if Recording.isOn, inputs.contains(where: { $0.node != nil }) {
      node = Node(inputs: inputs, derivative: derivative)
    }
    return self
  }
}

extension Tensor: CustomStringConvertible {
  /// The type and shape, as "f32[2, 3]".
  public var description: String { "\(dataType.rawValue)\(shape)" }
}
