import COneDNN

/// A convolution, or the gradient by its input or by its weights.
public enum ConvolutionKind: Int, Sendable {
  case forward, backwardData, backwardWeights
}

/// What one convolution takes.
public struct ConvolutionTime: Sendable {
  /// "forward", "backward data" or "backward weights", with the input's and the weights' shapes.
  public let name: String
  /// How often it was run.
  public let runs: Int
  /// The median time of one run alone, again and again on the same memory, in seconds.
  public let seconds: Double
  /// The mean time of a run among all that is done, in seconds.
  public let secondsWithin: Double
}

extension Engine {
  /// Calls `body`, `times` times, then runs each convolution that ran in it alone, `repeats` times,
  /// on zeros.
  ///
  /// - Returns: the convolutions of one call, in the order of their keys: kind, settings, shapes.
  public func convolutionTimes(
    in body: () -> Void, times: Int, repeats: Int
  ) -> [ConvolutionTime] {
    let before = Dictionary(
      uniqueKeysWithValues: convolutions.map {
        ($0.key, (runs: $0.operation.runs, seconds: $0.operation.seconds))
      })
    for _ in 0..<times { body() }
    return convolutions.compactMap { key, operation in
      let earlier = before[key] ?? (0, 0)
      let runs = operation.runs - earlier.runs
      guard runs > 0 else { return nil }
      let within = (operation.seconds - earlier.seconds) / Double(runs)
      return ConvolutionTime(
        name: key.convolutionName, runs: runs / times, seconds: time(operation, repeats: repeats),
        secondsWithin: within)
    }
  }

  /// Runs a convolution again and again on zeros.
  ///
  /// - Parameters:
  ///   - kind: which of the three products it is.
  ///   - input: `[N, H, W, C]`.
  ///   - weights: `[O, kernel height, kernel width, C]`.
  ///   - stride: the step between windows.
  ///   - padding: zeros on all sides.
  ///   - dataType: of the activations.
  ///   - repeats: the runs.
  /// - Returns: the median time of a run in seconds.
  public func convolutionTime(
    _ kind: ConvolutionKind, input: [Int], weights: [Int], stride: Int, padding: Int,
    dataType: DataType, repeats: Int
  ) -> Double {
    let size = Convolution(
      input: input, weights: weights, stride: stride, padding: padding, dataType: dataType)
    return time(size.operation(kind), repeats: repeats)
  }

  private func time(_ operation: PreparedOperation, repeats: Int) -> Double {
    let buffers = (0..<limn_argument_count(operation.pointer)).map { index in
      let byteCount = limn_argument_bytes(operation.pointer, index)
      let storage = Storage(byteCount: byteCount)
      storage.bytes.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
      return storage
    }
    let clock = ContinuousClock()
    let times = (0..<repeats).map { _ in
      clock.measure { run(operation, on: buffers.map(\.bytes)) }
    }
    return times.sorted()[repeats / 2] / .seconds(1)
  }
}

extension ConvolutionKind {
  /// "forward 32x64x64x3 by 32x4x4x3".
  public func name(input: [Int], weights: [Int]) -> String {
    func text(_ shape: [Int]) -> String { shape.map { "\($0)" }.joined(separator: "x") }
    let kind =
      switch self {
      case .forward: "forward"
      case .backwardData: "backward data"
      case .backwardWeights: "backward weights"
      }
    return "\(kind) \(text(input)) by \(text(weights))"
  }
}

extension PreparedOperation {
  fileprivate var runs: Int { Int(limn_execution_count(pointer)) }

  fileprivate var seconds: Double { Double(limn_execution_nanoseconds(pointer)) / 1e9 }
}

extension OperationKey {
  /// "forward 32x64x64x3 by 32x4x4x3": of a convolution, whose key begins with its kind and ends
  /// with its shapes.
  fileprivate var convolutionName: String {
    guard let kind = ConvolutionKind(rawValue: numbers[0]) else {
      fatalError("convolution: expected a kind, got \(numbers[0])")
    }
    return kind.name(
      input: Array(numbers.dropLast(4).suffix(4)), weights: Array(numbers.suffix(4)))
  }
}
