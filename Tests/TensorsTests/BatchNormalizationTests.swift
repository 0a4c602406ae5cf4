import Testing

@testable import Tensors

/// Closed forms of batch normalization, in plain Swift and double precision.
@Suite struct BatchNormalizationTests {
  private static let epsilon = 1e-5

  @Test(
    "output, statistics and gradients are those of the formulas",
    arguments: [(rows: 1, channels: 3), (7, 2), (32, 5), (4097, 24)], [nil, 0, 0.2])
  func closedForms(_ size: (rows: Int, channels: Int), _ slope: Double?) {
    let count = size.rows * size.channels
    let x = numbers(count, seed: 1).map { 3 * $0 + 20 }
    let upstream = numbers(count, seed: 2)
    let scale = numbers(size.channels, seed: 3).map { $0 + 1.5 }
    let shift = numbers(size.channels, seed: 4)
    let expected = Reference(x, upstream, scale, shift, Self.epsilon, slope)

    let input = tensor(x, [size.rows, size.channels]).variable()
    let factor = tensor(scale, [size.channels]).variable()
    let offset = tensor(shift, [size.channels]).variable()
    let (output, mean, variance) = input.batchNormalizedWithStatistics(
      scale: factor, shift: offset, epsilon: Float(Self.epsilon),
      leakyReLUSlope: slope.map { Float($0) })
    let found = gradients(
      of: output * tensor(upstream, output.shape), withRespectTo: [input, factor, offset])

    expectEqual(mean, expected.mean, within: 1e-5)
    expectEqual(variance, expected.variance, within: 1e-4)
    expectEqual(output, expected.output, within: 1e-4)
    expectEqual(found[0], expected.byInput, within: 2e-4)
    expectEqual(found[1], expected.byScale, within: 2e-3)
    expectEqual(found[2], expected.byShift, within: 2e-3)
  }

  @Test(
    "in bfloat16 they are those of the rounded input, rounded",
    .enabled(if: Engine.supportsBFloat16), arguments: [nil, 0.2])
  func bfloat16(_ slope: Double?) {
    let shape = [513, 16]
    let input = withoutRecording {
      tensor(numbers(513 * 16, seed: 5), shape).cast(to: .bfloat16)
    }
    let upstream = withoutRecording {
      tensor(numbers(513 * 16, seed: 6), shape).cast(to: .bfloat16)
    }
    let scale = numbers(16, seed: 7).map { $0 + 1.5 }
    let shift = numbers(16, seed: 8)
    let expected = Reference(
      input.elements.map { Double($0) }, upstream.elements.map { Double($0) }, scale, shift,
      Self.epsilon, slope)

    let x = input.variable()
    let output = x.batchNormalized(
      scale: tensor(scale, [16]), shift: tensor(shift, [16]),
      leakyReLUSlope: slope.map { Float($0) })
    let found = gradients(of: output * upstream, withRespectTo: [x])[0]

    #expect(output.dataType == .bfloat16 && found.dataType == .bfloat16)
    // Half of the last of eight bits.
    expectEqual(output, expected.output, within: 1e-4, relatively: 1.0 / 256)
    expectEqual(found, expected.byInput, within: 1e-4, relatively: 1.0 / 256)
  }

  @Test("several threads give the bits of one where sums are exact, and equal bits each time")
  func threads() {
    let before = Engine.threadCount
    defer { Engine.threadCount = before }
    let x = Tensor((0..<(1 << 16)).map { Float($0 % 7) }, shape: [1 << 12, 16])
    let ones = Tensor(repeating: 1, shape: [16])
    let outputs = [1, 2, 2].map { threads in
      Engine.threadCount = threads
      return x.batchNormalized(scale: ones, shift: ones, leakyReLUSlope: 0.2).elements
    }
    #expect(outputs[0] == outputs[1])
    #expect(outputs[1] == outputs[2])
  }

  private func numbers(_ count: Int, seed: UInt64) -> [Double] {
    var random = RandomSource(seed: seed)
    return random.normal(count: count).map { Double($0) }
  }

  private func tensor(_ numbers: [Double], _ shape: [Int]) -> Tensor {
    Tensor(numbers.map { Float($0) }, shape: shape)
  }

  private func expectEqual(
    _ found: Tensor, _ expected: [Double], within tolerance: Double, relatively: Double = 0,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(found.count == expected.count, sourceLocation: sourceLocation)
    for (i, (a, b)) in zip(found.elements.map(Double.init), expected).enumerated()
    where !(abs(a - b) <= tolerance + relatively * abs(b)) {
      Issue.record("element \(i): \(a) is not \(b)", sourceLocation: sourceLocation)
      return
    }
  }
}

/// What Ioffe and Szegedy 2015, algorithm 1 and section 3, say, with leaky ReLU after it.
private struct Reference {
  var mean: [Double] = []
  var variance: [Double] = []
  var output: [Double]
  var byInput: [Double]
  var byScale: [Double] = []
  var byShift: [Double] = []

  init(
    _ x: [Double], _ upstream: [Double], _ scale: [Double], _ shift: [Double], _ epsilon: Double,
    _ slope: Double?
  ) {
    let channels = scale.count
    let count = Double(x.count / channels)
    output = x
    byInput = x
    for c in 0..<channels {
      let places = Array(stride(from: c, to: x.count, by: channels))
      let mean = places.reduce(0) { $0 + x[$1] } / count
      let variance = places.reduce(0) { $0 + (x[$1] - mean) * (x[$1] - mean) } / count
      let deviation = (variance + epsilon).squareRoot()
      let normal = places.map { (x[$0] - mean) / deviation }
      let linear = normal.map { scale[c] * $0 + shift[c] }
      let h = zip(places, linear).map { upstream[$0] * ($1 > 0 ? 1 : slope ?? 1) }
      let sum = h.reduce(0, +)
      let product = zip(h, normal).reduce(0) { $0 + $1.0 * $1.1 }
      for (i, place) in places.enumerated() {
        output[place] = linear[i] > 0 ? linear[i] : (slope ?? 1) * linear[i]
        byInput[place] =
          scale[c] / deviation * (h[i] - sum / count - normal[i] * product / count)
      }
      self.mean.append(mean)
      self.variance.append(variance)
      byShift.append(sum)
      byScale.append(product)
    }
  }
}
