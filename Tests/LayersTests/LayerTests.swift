import Layers
import Tensors
import TestSupport
import Testing

@Suite("Layers against closed forms")
struct LayerTests {
  private let parameters = ParameterSet()
  private var root: ParameterScope { ParameterScope(parameters, seed: 1) }

  @Test("linear: x Wᵀ + b") func linear() throws {
    let layer = Linear(inputs: 2, outputs: 3, in: root)
    try parameters.set("weight", [1, 2, 3, 4, 5, 6])
    try parameters.set("bias", [0.5, 0, -1])
    let y = layer(Tensor([1, -1, 2, 0], shape: [2, 1, 2]))
    #expect(y.shape == [2, 1, 3])
    expectClose(y.elements, [-0.5, -1, -2, 2.5, 6, 9])
  }

  @Test("convolution: a window of ones counts neighbours; bias and leaky ReLU follow")
  func convolution() throws {
    let layer = Convolution(inputs: 1, outputs: 1, kernel: 3, leakyReLUSlope: 0.1, in: root)
    try parameters.set("weight", Array(repeating: 1, count: 9))
    try parameters.set("bias", [-5])
    let y = layer(Tensor(repeating: 1, shape: [1, 3, 3, 1]))
    expectClose(y.elements, [-0.1, 1, -0.1, 1, 4, 1, -0.1, 1, -0.1])
  }

  @Test("transposed convolution: every place paints its window") func transposed() throws {
    let layer = TransposedConvolution(
      inputs: 1, outputs: 1, kernel: 2, stride: 2, padding: 0, in: root)
    try parameters.set("weight", [1, 2, 3, 4])
    let y = layer(Tensor([1, 10], shape: [1, 1, 2, 1]))
    #expect(y.shape == [1, 2, 4, 1])
    expectClose(y.elements, [1, 2, 10, 20, 3, 4, 30, 40])
  }

  @Test(
    "pooled convolution: the convolution, then means of squares",
    arguments: [(1, 0), (3, 1), (3, 0), (5, 1)])
  func pooled(_ kernel: Int, _ padding: Int) throws {
    let layer = Convolution(inputs: 3, outputs: 4, kernel: kernel, padding: padding, in: root)
    try parameters.set("bias", [1, -1, 0.5, 2])
    let x = normal([2, 8, 6, 3], seed: 24)
    let names = ["weight", "bias"]
    let values = try names.map { try #require(parameters[$0]?.value) }
    let found = [layer.pooled(x), layer(x).averagePooled(by: 2)].map { y in
      let slopes = gradients(of: y.square().sum(), withRespectTo: values)
      return y.shape.map(Float.init) + y.elements + slopes.flatMap(\.elements)
    }
    expectClose(found[0], found[1], tolerance: 1e-4)
  }

  @Test(
    "enlarged convolution: places become squares, then the convolution",
    arguments: [(1, 0), (3, 1), (3, 0), (4, 1)])
  func enlarged(_ kernel: Int, _ padding: Int) throws {
    let layer = Convolution(inputs: 3, outputs: 5, kernel: kernel, padding: padding, in: root)
    try parameters.set("bias", [1, -1, 0.5, 2, 0])
    let x = normal([2, 3, 4, 3], seed: 25)
    let names = ["weight", "bias"]
    let values = try names.map { try #require(parameters[$0]?.value) }
    let found = [layer.enlarged(x), layer(x.upsampled(by: 2))].map { y in
      let slopes = gradients(of: y.square().sum(), withRespectTo: values)
      return y.shape.map(Float.init) + y.elements + slopes.flatMap(\.elements)
    }
    expectClose(found[0], found[1], tolerance: 1e-4)
  }

  @Test("squares beside a convolution, in bfloat16", .enabled(if: Engine.supportsBFloat16))
  func squaresInHalves() throws {
    let layer = Convolution(inputs: 3, outputs: 4, kernel: 3, in: root)
    try parameters.set("bias", [1, -1, 0.5, 2])
    let x = normal([2, 4, 4, 3], seed: 26)
    for (half, whole) in [
      (layer.pooled(x.cast(to: .bfloat16)), layer.pooled(x)),
      (layer.enlarged(x.cast(to: .bfloat16)), layer.enlarged(x)),
    ] {
      #expect(half.dataType == .bfloat16)
      expectClose(half.cast(to: .float32).elements, whole.elements, tolerance: 0.05)
    }
  }

  @Test("layer normalization: mean 0 and variance 1, then scale and shift")
  func layerNormalization() throws {
    let layer = LayerNormalization(width: 4, in: root)
    try parameters.set("scale", [1, 1, 2, 1])
    try parameters.set("shift", [0, 0, 0, 3])
    let y = layer(Tensor([1, 2, 3, 4], shape: [1, 4]))
    // The deviation is sqrt(1.25).
    let unit: Float = 0.5 / 1.118034
    expectClose(y.elements, [-3 * unit, -unit, 2 * unit, 3 + 3 * unit], tolerance: 1e-4)
  }

  @Test("batch normalization: the batch in training, running averages otherwise")
  func batchNormalization() throws {
    let layer = BatchNormalization(channels: 1, in: root)
    let x = Tensor([1, 3], shape: [2, 1])
    expectClose(layer(x, isTraining: true).elements, [-1, 1], tolerance: 1e-4)
    // Mean 2 and unbiased variance 2 move averages that start at 0 and 1 by a tenth.
    let mean = try #require(parameters.statistics["running_mean"])
    let variance = try #require(parameters.statistics["running_variance"])
    expectClose([mean.value.scalar, variance.value.scalar], [0.2, 1.1])
    let expected = [1, 3].map { ($0 - 0.2) / Float(1.1 + 1e-5).squareRoot() }
    expectClose(layer(x, isTraining: false).elements, expected)
    #expect(parameters.names == ["scale", "shift"])
  }

  @Test("attention looks only where the mask lets it") func maskedAttention() {
    let layer = MultiHeadAttention(width: 4, heads: 2, in: root)
    let x = normal([1, 2, 4], seed: 2)
    let context = normal([1, 3, 4], seed: 3)
    let mask = Tensor([0, 0, -1e9], shape: [1, 1, 1, 3])
    let masked = layer(x, context: context, mask: mask)
    let shorter = layer(x, context: context.slice(alongAxis: 1, 0..<2), mask: nil)
    expectClose(masked.elements, shorter.elements)
    let all = layer(x, context: context, mask: nil)
    #expect(all.elements != masked.elements)
  }

  @Test("attention of one head: softmax(q kᵀ / sqrt(width)) v") func attention() throws {
    let layer = MultiHeadAttention(width: 2, heads: 1, in: root)
    for name in ["queries", "keys", "values", "output"] {
      try parameters.set("\(name).weight", [1, 0, 0, 1])
    }
    let x = Tensor([1, 0], shape: [1, 1, 2])
    let context = Tensor([2, 1, 0, 5], shape: [1, 2, 2])
    // Scores 2 / sqrt(2) and 0.
    let first = 1 / (1 + 0.2431167 as Float)
    expectClose(
      layer(x, context: context, mask: nil).elements, [2 * first, first + 5 * (1 - first)])
  }

  @Test("a transformer block adds what attention, context and perceptron give, one by one")
  func transformerBlock() throws {
    let block = TransformerBlock(width: 4, heads: 2, contextWidth: 3, in: root)
    for (index, name) in parameters.names.enumerated() {
      let parameter = try #require(parameters[name])
      parameter.assign(normal(parameter.shape, seed: UInt64(20 + index)))
    }
    func linear(_ name: String, _ x: Tensor) throws -> Tensor {
      let weight = try #require(parameters["\(name).weight"]).value
      let bias = parameters["\(name).bias"]?.value ?? Tensor(repeating: 0, shape: [weight.shape[0]])
      return x.matmul(weight, transposingRight: true) + bias
    }
    func normalized(_ name: String, _ x: Tensor) throws -> Tensor {
      let apart = x - x.mean(alongAxes: [2])
      let deviation = apart.square().mean(alongAxes: [2]).scaled(by: 1, plus: 1e-5).squareRoot()
      return try apart / deviation * #require(parameters["\(name).scale"]).value
        + #require(parameters["\(name).shift"]).value
    }
    func attention(_ name: String, _ x: Tensor, _ context: Tensor, _ mask: Tensor) throws -> Tensor
    {
      let (q, k, v) = try (
        linear("\(name).queries", x), linear("\(name).keys", context),
        linear("\(name).values", context)
      )
      let heads = [0..<2, 2..<4].map { range in
        let (q, k, v) = (
          q.slice(alongAxis: 2, range), k.slice(alongAxis: 2, range), v.slice(alongAxis: 2, range)
        )
        let scores = q.matmul(k, transposingRight: true).scaled(by: 1 / Float(2).squareRoot())
        return (scores + mask).softmax().matmul(v)
      }
      return try linear("\(name).output", concatenate(heads, alongAxis: 2))
    }
    let (x, context) = (normal([2, 3, 4], seed: 12), normal([2, 5, 3], seed: 13))
    let own = Tensor([0, 0, -1e9, 0, 0, 0], shape: [2, 1, 3])
    let told = Tensor([0, 0, 0, -1e9, -1e9, 0, 0, 0, 0, 0], shape: [2, 1, 5])
    let normal = try normalized("self_normalization", x)
    var y = try x + attention("self_attention", normal, normal, own)
    y = try y + attention("cross_attention", normalized("cross_normalization", y), context, told)
    let hidden = try linear("inner", normalized("outer_normalization", y)).leakyReLU(slope: 0)
    y = try y + linear("outer", hidden)
    let found = block(
      x, mask: own.reshaped(to: [2, 1, 1, 3]), context: context,
      contextMask: told.reshaped(to: [2, 1, 1, 5]))
    expectClose(found.elements, y.elements, tolerance: 1e-4)
  }

  @Test("a parameter's first value depends on seed and name only") func firstValues() throws {
    _ = Linear(inputs: 3, outputs: 3, in: root("a"))
    _ = Linear(inputs: 3, outputs: 3, in: root("b"))
    let others = ParameterSet()
    _ = Linear(inputs: 3, outputs: 3, in: ParameterScope(others, seed: 1)("b"))
    let value = try #require(parameters["b.weight"]?.value.elements)
    #expect(value == others["b.weight"]?.value.elements)
    #expect(value != parameters["a.weight"]?.value.elements)
  }
}
