import Adversarial
import Language
import Layers
import Tensors
import TestSupport
import Testing

/// D(x, s) = the sum of W x, whatever the text says.
private final class LinearDiscriminator: Discriminator {
  let parameters = ParameterSet()
  let judgesApart = true
  private let weight: Parameter
  private let bias: Parameter

  init(_ weight: [Float], rows: Int, bias: Float = 0) {
    let scope = ParameterScope(parameters, seed: 0)
    self.weight = scope.parameter("weight", [rows, weight.count / rows], .constant(0))
    self.bias = scope.parameter("bias", [1], .constant(bias))
    self.weight.assign(Tensor(weight, shape: [rows, weight.count / rows]))
  }

  func features(_ pictures: Tensor) -> Tensor {
    pictures.reshaped(to: [pictures.shape[0], pictures.count / pictures.shape[0]])
      .matmul(weight.value, transposingRight: true)
  }

  func judge(_ features: Tensor, _ texts: [TextFeatures]) -> [Tensor] {
    texts.map { _ in
      (features.sum(alongAxes: [1]) + bias.value).reshaped(to: [features.shape[0]])
    }
  }
}

@Suite("Spectral normalization") struct SpectralNormalizationTests {
  /// Singular values 3 and 1.
  private let weight: [Float] = [0, 3, 0, -1, 0, 0]
  private let x = Tensor([1, 2, 3], shape: [1, 1, 1, 3])
  private let text = textFeatures(Tensor([0], shape: [1, 1]))

  private func converged(_ base: LinearDiscriminator) -> SpectralNormalization {
    let normalized = SpectralNormalization(base, seed: 5)
    for _ in 0..<20 { normalized.iterate() }
    return normalized
  }

  @Test("weights are divided by their largest singular value, biases are not") func value() {
    let base = LinearDiscriminator(weight, rows: 2, bias: 0.5)
    let normalized = converged(base)
    expectClose(normalized(x, text).elements, [(6 - 1) / 3 + 0.5], "logit", tolerance: 1e-5)
    #expect(base.parameters["weight"]?.value.elements == weight)
    expectClose(base(x, text).elements, [5.5], "logit without", tolerance: 1e-4)
  }

  @Test("gradients pass also after a look without recording") func unrecorded() {
    let normalized = converged(LinearDiscriminator(weight, rows: 2))
    _ = withoutRecording { normalized(x, text) }
    let slopes = gradients(
      of: normalized(x, text).sum(), withRespectTo: normalized.parameters.values)[0].elements
    #expect(slopes.contains { $0 != 0 })
  }

  @Test("gradients pass through the singular value") func gradient() throws {
    let base = LinearDiscriminator([0.5, 2, -1, -1, 0.3, 0.7], rows: 2)
    let normalized = converged(base)
    let parameter = try #require(base.parameters["weight"])
    let start = parameter.value
    let exact = gradients(
      of: normalized(x, text).sum(), withRespectTo: base.parameters.values)[0].elements
    for i in 0..<6 {
      let logits = [Float(1e-2), -1e-2].map { step -> Float in
        var moved = start.elements
        moved[i] += step
        parameter.assign(Tensor(moved, shape: start.shape))
        return normalized(x, text).scalar
      }
      expectClose([(logits[0] - logits[1]) / 2e-2], [exact[i]], "element \(i)", tolerance: 2e-3)
    }
  }

  @Test("gradients can be asked for again at the same parameters") func again() {
    let base = LinearDiscriminator(weight, rows: 2)
    let normalized = converged(base)
    func slopes() -> [Float] {
      gradients(of: normalized(x, text).sum(), withRespectTo: base.parameters.values)[0].elements
    }
    #expect(slopes() == slopes())
  }

  @Test("its vectors are kept with the parameters") func kept() throws {
    let base = LinearDiscriminator(weight, rows: 2)
    let normalized = SpectralNormalization(base, seed: 5)
    #expect(base.parameters.statistics.names == ["weight.spectral_vector"])
    normalized.iterate()
    let other = LinearDiscriminator(weight, rows: 2)
    let restored = SpectralNormalization(other, seed: 6)
    other.parameters.copy(from: base.parameters)
    #expect(restored(x, text).elements == normalized(x, text).elements)
    normalized.iterate()
    restored.iterate()
    #expect(restored(x, text).elements == normalized(x, text).elements)
  }
}

@Suite("Other regularizers against closed forms") struct RegularizerTests {
  @Test("weights are clipped, biases too") func clipping() {
    let discriminator = LinearDiscriminator([-1, 0.05, 2], rows: 1, bias: -0.5)
    WeightClipping(bound: 0.1)(discriminator.parameters)
    #expect(discriminator.parameters.values.map(\.elements) == [[-0.1, 0.05, 0.1], [-0.1]])
  }

  @Test("feature matching: the squared distance of means") func features() {
    let real = Tensor([1, 2, 3, 6], shape: [2, 2])
    let fake = Tensor([0, 1, 2, 1], shape: [2, 2]).variable()
    // Means 2 and 4 against 1 and 1.
    let loss = featureMatching(real: real, fake: fake)
    expectClose([loss.scalar], [(1 + 9) / 2], "loss", tolerance: 1e-4)
    expectClose(
      gradients(of: loss, withRespectTo: [fake])[0].elements, [-0.5, -1.5, -0.5, -1.5], "slope",
      tolerance: 1e-4)
  }

  @Test("mode seeking: the distance of noise over that of pictures") func modes() {
    let pictures = Tensor([1, 0, 3, 1], shape: [2, 2]).variable()
    let others = Tensor([0, 0, 0, 1], shape: [2, 2])
    let noise = Tensor([1, -1], shape: [2, 1])
    // Mean differences 1 and 2.
    let loss = modeSeeking(
      pictures, others, noise: noise, otherNoise: Tensor([-1, 1], shape: [2, 1]))
    expectClose([loss.scalar], [2], "loss", tolerance: 1e-4)
    // -(d d(pictures)) d(noise) / d(pictures)², a quarter of it for each of four numbers.
    let slope = gradients(of: loss, withRespectTo: [pictures])[0].elements
    expectClose([slope[0], slope[2]], [-0.5, -0.5], "slope", tolerance: 1e-4)
    let equal = modeSeeking(others, others, noise: noise, otherNoise: noise.scaled(by: -1))
    #expect(equal.scalar.isFinite && equal.scalar > 1e4)
  }

  @Test("unrolling: through the updates, and back", arguments: [1, 3])
  func unrolling(_ steps: Int) {
    // L_D = (θ - g)² / 2 leads to θᵏ = g + (1 - η)ᵏ (θ - g).
    let discriminator = LinearDiscriminator([3], rows: 1)
    let set = discriminator.parameters
    let g = Tensor([1], shape: [1, 1]).variable()
    let ahead = UnrolledDiscriminator(steps: steps, rate: 0.25)(
      set, loss: { (set.values[0] - g).square().sum().scaled(by: 0.5) }, { set.values[0] })
    let left: Float = steps == 1 ? 0.75 : 0.421875
    expectClose(ahead.elements, [1 + left * 2], "θᵏ", tolerance: 1e-4)
    expectClose(
      gradients(of: ahead.sum(), withRespectTo: [g])[0].elements, [1 - left], "by g",
      tolerance: 1e-4)
    #expect(set.values[0].elements == [3])
  }
}

@Suite("Augmentations") struct AugmentationTests {
  private let pictures = normal([4, 16, 16, 3], seed: 1)

  private func augmented(_ augmentation: Augmentation, _ pictures: Tensor) -> Tensor {
    var random = RandomSource(seed: 9)
    return augmentation(pictures, using: &random)
  }

  @Test("a picture is moved by up to an eighth of its side, with zeros behind") func translation() {
    let moved = augmented(.translation, pictures)
    #expect(moved.elements != pictures.elements)
    for n in 0..<4 {
      let isMoved = (-2...2).contains { down in
        (-2...2).contains { right in
          (0..<(16 * 16)).allSatisfy { place in
            let (y, x) = (place / 16, place % 16)
            let (row, column) = (y - down, x - right)
            let isInside = (0..<16).contains(row) && (0..<16).contains(column)
            let source = isInside ? pictures.elements[((n * 16 + row) * 16 + column) * 3] : 0
            return moved.elements[((n * 16 + y) * 16 + x) * 3] == source
          }
        }
      }
      #expect(isMoved, "picture \(n)")
    }
  }

  @Test("a square of at most half the side is cut out") func cutout() {
    let kept = augmented(.cutout, Tensor(repeating: 1, shape: [64, 16, 16, 3])).elements
    for n in 0..<64 {
      let holes = kept[(n * 768)..<((n + 1) * 768)].count { $0 == 0 }
      // A quarter at the least, where the square's centre is a corner.
      #expect((16 * 3...64 * 3).contains(holes), "picture \(n)")
    }
    #expect(kept.allSatisfy { $0 == 0 || $0 == 1 })
  }

  @Test("colours: brightness, then saturation, then contrast") func color() {
    var random = RandomSource(seed: 9)
    func factors(_ range: ClosedRange<Float>) -> [Float] {
      (0..<4).map { _ in random.uniform(in: range) }
    }
    let (bright, saturation, contrast) = (factors(-0.5...0.5), factors(0...2), factors(0.5...1.5))
    let found = augmented(.color, pictures).elements
    for n in 0..<4 {
      var x = pictures.elements[(n * 768)..<((n + 1) * 768)].map { $0 + bright[n] }
      for pixel in stride(from: 0, to: 768, by: 3) {
        let grey = (x[pixel] + x[pixel + 1] + x[pixel + 2]) / 3
        for i in pixel..<(pixel + 3) { x[i] = grey + (x[i] - grey) * saturation[n] }
      }
      let mean = x.reduce(0, +) / 768
      expectClose(
        Array(found[(n * 768)..<((n + 1) * 768)]), x.map { mean + ($0 - mean) * contrast[n] },
        "picture \(n)", tolerance: 1e-4)
    }
  }

  @Test("they are differentiable", arguments: Augmentation.allCases)
  func gradient(_ augmentation: Augmentation) {
    // All are linear but for an offset: T(x + y) - T(x) = T'y for any y.
    let (direction, weights) = (normal([4, 16, 16, 3], seed: 2), normal([4, 16, 16, 3], seed: 3))
    let x = pictures.variable()
    let value = (augmented(augmentation, x) * weights).sum()
    let slope = (gradients(of: value, withRespectTo: [x])[0] * direction).sum().scalar
    let ahead = (augmented(augmentation, pictures + direction) * weights).sum().scalar
    #expect(abs(ahead - value.scalar - slope) < 1e-3 * max(1, abs(slope)))
  }
}
