import OrderedCollections
import Tensors

/// A tensor that training changes.
public final class Parameter {
  /// The shape of the value.
  public let shape: [Int]
  private let start: Float
  /// The value, once it was given or asked for: a file that promises more than it has is to be
  /// refused before there is memory for it.
  private var present: Tensor?

  /// A parameter with the given first value, float32.
  public init(_ value: Tensor) {
    require(value.dataType == .float32, "Parameter: expected float32, got \(value)")
    shape = value.shape
    start = 0
    present = value.detached.variable()
  }

  /// A parameter whose elements are all `start`.
  init(repeating start: Float, shape: [Int]) {
    self.shape = shape
    self.start = start
  }

  /// The present value, a float32 variable.
  public var value: Tensor {
    if let present { return present }
    let first = Tensor(repeating: start, shape: shape).variable()
    present = first
    return first
  }

  /// Replaces the value by one of the same shape.
  public func assign(_ new: Tensor) {
    requireFitting(new)
    present = new.detached.variable()
  }

  private func requireFitting(_ new: Tensor) {
    require(
      new.shape == shape && new.dataType == .float32,
      "Parameter: expected float32 of \(shape), got \(new)")
  }

  /// Calls `body` with the elements of the value, to be changed; whoever else has the value sees no
  /// change.
  func withMutableElements(_ body: (UnsafeMutableBufferPointer<Float>) -> Void) {
    var value = value
    // Nobody else holds it then, and it need not be copied.
    present = nil
    Tensor.withMutableElements(of: &value, body)
    present = value
  }

  /// Has the value stand aside for `other`, as it is; gives what stood there.
  fileprivate func exchange(for other: Tensor) -> Tensor {
    requireFitting(other)
    defer { present = other }
    return value
  }
}

/// The parameters of a network by name, in the order they were made.
public final class ParameterSet {
  private var parameters: OrderedDictionary<String, Parameter> = [:]
  /// What layers measure while they train, as the running statistics of batch normalization: saved
  /// with the parameters under names of their own, and changed by no optimizer.
  public private(set) lazy var statistics = ParameterSet()

  /// An empty set.
  public init() {}

  /// The names, as "blocks.0.convolution.weight".
  public var names: [String] { Array(parameters.keys) }

  /// The parameters, in the order of `names`.
  public var all: [Parameter] { Array(parameters.values) }

  /// The values, in the order of `names`.
  public var values: [Tensor] { parameters.values.map(\.value) }

  /// The number of parameters.
  public var count: Int { parameters.count }

  /// The number of scalars in all parameters.
  public var scalarCount: Int { parameters.values.reduce(0) { $0 + $1.shape.reduce(1, *) } }

  /// The parameter of the given name.
  public subscript(name: String) -> Parameter? { parameters[name] }

  /// Adds `parameter` under a new name.
  public func add(_ name: String, _ parameter: Parameter) {
    require(parameters[name] == nil, "ParameterSet: expected a new name, got \(name) again")
    parameters[name] = parameter
  }

  /// Computes `body` with `others`, in the order of `names`, in the place of the values.
  ///
  /// They may be computed from variables, to which gradients then lead; the values return in the
  /// end.
  public func with<Result>(_ others: [Tensor], _ body: () throws -> Result) rethrows -> Result {
    require(
      others.count == parameters.count,
      "ParameterSet: expected \(parameters.count) values, got \(others.count)")
    let kept = zip(parameters.values, others).map { $0.exchange(for: $1) }
    defer {
      for (parameter, value) in zip(parameters.values, kept) { _ = parameter.exchange(for: value) }
    }
    return try body()
  }

  /// Takes the values of `other`, a set of the same names and shapes, with its statistics.
  public func copy(from other: ParameterSet) {
    requireSameNames(as: other)
    for (parameter, source) in zip(parameters.values, other.values) { parameter.assign(source) }
    if !parameters.isEmpty { statistics.copy(from: other.statistics) }
  }

  /// Stops where the names of `other`, in their order, are not those of this set.
  func requireSameNames(as other: ParameterSet) {
    require(
      parameters.keys == other.parameters.keys,
      "ParameterSet: expected equal names, got \(names) and \(other.names)")
  }
}

/// Where a layer puts its parameters: a place in a named tree, and the seed of their first values.
///
/// A parameter's first value depends on the seed and its name only, not on what was made before.
public struct ParameterScope {
  private let set: ParameterSet
  private let path: String
  private let seed: UInt64?

  /// The root of the tree of `set`; without a seed all values start at 0, to be read from a file.
  public init(_ set: ParameterSet, seed: UInt64?) {
    self.init(set, path: "", seed: seed)
  }

  private init(_ set: ParameterSet, path: String, seed: UInt64?) {
    self.set = set
    self.path = path
    self.seed = seed
  }

  /// The place called `name` below this one.
  public func callAsFunction(_ name: String) -> ParameterScope {
    ParameterScope(set, path: path.isEmpty ? name : "\(path).\(name)", seed: seed)
  }

  /// A new parameter called `name` here.
  public func parameter(
    _ name: String, _ shape: [Int], _ initializer: Initializer
  ) -> Parameter {
    let full = path.isEmpty ? name : "\(path).\(name)"
    let parameter =
      seed.map { seed in
        var random = RandomSource(seed: seed, address(of: full))
        return Parameter(initializer.tensor(shape, using: &random))
      } ?? Parameter(repeating: 0, shape: shape)
    set.add(full, parameter)
    return parameter
  }

  /// A new statistic called `name` here, which the layer itself keeps up to date.
  public func statistic(_ name: String, _ shape: [Int], startingAt start: Float) -> Parameter {
    let statistic = Parameter(repeating: start, shape: shape)
    set.statistics.add(path.isEmpty ? name : "\(path).\(name)", statistic)
    return statistic
  }
}

/// FNV-1a of the name, 64 bits.
private func address(of name: String) -> UInt64 {
  name.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}
