import Tensors

/// A convolution of the reference step, and how often a step takes it.
struct ReferenceConvolution {
  let kind: ConvolutionKind
  let input: [Int]
  let weights: [Int]
  let stride: Int
  let padding: Int
  let dataType: DataType
  var runs: Int

  var name: String { kind.name(input: input, weights: weights) }

  func seconds(repeats: Int) -> Double {
    Engine.current.convolutionTime(
      kind, input: input, weights: weights, stride: stride, padding: padding, dataType: dataType,
      repeats: repeats)
  }
}

extension BenchmarkStep {
  /// The convolutions of a step as Benchmarks/peers/gan_cls_pytorch.py takes them, but for those
  /// whose window is all of their input, which are matrix products.
  ///
  /// The discriminator's body sees real pictures once and drawn ones twice, the second time without
  /// gradients by weights; gradients by pictures are the generator's alone. Its head sees one batch
  /// more: real pictures with wrong texts. The generator's convolutions are transposed: forward
  /// they are a gradient by data, and their gradient by data is the convolution.
  var convolutions: [ReferenceConvolution] {
    var all: [ReferenceConvolution] = []
    func add(
      side: Int, inputs: Int, outputs: Int, kernel: Int, forward: Int, byData: Int, byWeights: Int
    ) {
      let counts: [(ConvolutionKind, Int)] = [
        (.forward, forward), (.backwardData, byData), (.backwardWeights, byWeights),
      ]
      for (kind, runs) in counts {
        let convolution = ReferenceConvolution(
          kind: kind, input: [batch, side, side, inputs],
          weights: [outputs, kernel, kernel, inputs], stride: kernel == 1 ? 1 : 2,
          padding: kernel == 1 ? 0 : 1, dataType: precision, runs: runs)
        if let known = all.firstIndex(where: { $0.name == convolution.name }) {
          all[known].runs += runs
        } else {
          all.append(convolution)
        }
      }
    }
    var (side, seen, drawn) = (size, 3, 3)
    var (width, painted) = (channels, 64 * channels / size)
    while side > 4 {
      add(
        side: side, inputs: seen, outputs: width, kernel: 4, forward: 3,
        byData: side == size ? 1 : 3, byWeights: 2)
      add(
        side: side, inputs: drawn, outputs: painted, kernel: 4, forward: 1, byData: 1, byWeights: 1)
      (side, seen, drawn, width, painted) = (side / 2, width, painted, 2 * width, 2 * painted)
    }
    add(
      side: side, inputs: seen + 128, outputs: seen, kernel: 1, forward: 4, byData: 4, byWeights: 3)
    return all
  }
}
