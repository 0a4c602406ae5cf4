import Files
import Tensors

/// EfficientNet-Lite0 up to its pooled features.
///
/// After Tan and Le 2019, "EfficientNet"; the Lite variant of 2020 has ReLU6 and no
/// squeeze-and-excitation.
///
/// Batch normalization is folded into the convolutions by the script that makes the file. The
/// blocks are fixed; the widths are those of the file's tensors, so that a narrow network can be
/// tested with.
public final class EfficientNetLite0 {
  /// The kernel and the stride of each block.
  private static let plan: [(kernel: Int, stride: Int)] =
    [
      stage(1, kernel: 3, stride: 1), stage(2, kernel: 3, stride: 2),
      stage(2, kernel: 5, stride: 2), stage(3, kernel: 3, stride: 2),
      stage(3, kernel: 5, stride: 1), stage(4, kernel: 5, stride: 2),
      stage(1, kernel: 3, stride: 1),
    ].flatMap { $0 }

  private let stem: FoldedConvolution
  private let blocks: [InvertedBottleneck]
  private let head: FoldedConvolution

  /// How many features a picture has: 1,280 in the published network.
  public var width: Int { head.outputs }

  /// Reads "stem", "blocks.0" to "blocks.15" and "head", each with weights
  /// `[O, kH, kW, I]` and biases `[O]`.
  ///
  /// - Throws: `InputError` (`invalid`) where a tensor is missing or does not fit the others.
  public init(_ file: SafetensorsFile, path: String) throws {
    stem = try FoldedConvolution(file, "stem", path, inputs: 3, kernel: 3, stride: 2)
    var blocks: [InvertedBottleneck] = []
    for (index, block) in Self.plan.enumerated() {
      blocks.append(
        try InvertedBottleneck(
          file, "blocks.\(index)", path, inputs: blocks.last?.outputs ?? stem.outputs,
          kernel: block.kernel, stride: block.stride))
    }
    self.blocks = blocks
    head = try FoldedConvolution(
      file, "head", path, inputs: blocks.last?.outputs ?? stem.outputs, kernel: 1)
  }

  /// The features of pictures.
  ///
  /// - Parameter pictures: `[N, S, S, 3]`, float32: (byte - 127) / 128.
  /// - Returns: `[N, width]`: the last feature maps' means.
  public func callAsFunction(_ pictures: Tensor) -> Tensor {
    withoutRecording {
      var x = stem(pictures)
      for block in blocks { x = block(x) }
      return head(x).mean(alongAxes: [1, 2]).reshaped(to: [pictures.shape[0], width])
    }
  }

  private static func stage(
    _ blocks: Int, kernel: Int, stride: Int
  ) -> [(kernel: Int, stride: Int)] {
    (0..<blocks).map { (kernel, $0 == 0 ? stride : 1) }
  }
}

/// Expand, filter each channel by itself, project; and, where the sizes are equal, add what came
/// in.
///
/// The MBConv block of Sandler et al. 2018, "MobileNetV2".
private struct InvertedBottleneck {
  let expand: FoldedConvolution?
  let depthwise: FoldedConvolution
  let project: FoldedConvolution
  let isResidual: Bool

  var outputs: Int { project.outputs }

  init(
    _ file: SafetensorsFile, _ name: String, _ path: String, inputs: Int, kernel: Int, stride: Int
  ) throws {
    expand =
      file["\(name).expand.weight"] == nil
      ? nil : try FoldedConvolution(file, "\(name).expand", path, inputs: inputs, kernel: 1)
    depthwise = try FoldedConvolution(
      file, "\(name).depthwise", path, channels: expand?.outputs ?? inputs, kernel: kernel,
      stride: stride)
    project = try FoldedConvolution(
      file, "\(name).project", path, inputs: depthwise.outputs, kernel: 1, isClipped: false)
    isResidual = stride == 1 && inputs == project.outputs
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    let y = project(depthwise(expand?(x) ?? x))
    return isResidual ? x + y : y
  }
}

/// A convolution with normalization folded in, and ReLU6 unless it projects; padded as TensorFlow's
/// "SAME" does: where the zeros cannot be shared out equally, the end has one more.
private struct FoldedConvolution {
  let weight: Tensor
  let bias: Tensor
  let kernel: Int
  let stride: Int
  let groups: Int
  let isClipped: Bool

  var outputs: Int { weight.shape[0] }

  init(
    _ file: SafetensorsFile, _ name: String, _ path: String, inputs: Int, kernel: Int,
    stride: Int = 1, isClipped: Bool = true
  ) throws {
    let outputs = max(1, file["\(name).weight"]?.shape.first ?? 1)
    weight = try file.tensor(
      "\(name).weight", shape: [outputs, kernel, kernel, inputs], path: path)
    bias = try file.tensor("\(name).bias", shape: [outputs], path: path)
    (self.kernel, self.stride, groups, self.isClipped) = (kernel, stride, 1, isClipped)
  }

  /// A depthwise one.
  init(
    _ file: SafetensorsFile, _ name: String, _ path: String, channels: Int, kernel: Int, stride: Int
  ) throws {
    weight = try file.tensor("\(name).weight", shape: [channels, kernel, kernel, 1], path: path)
    bias = try file.tensor("\(name).bias", shape: [channels], path: path)
    (self.kernel, self.stride, groups, isClipped) = (kernel, stride, channels, true)
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    let places = (x.shape[1] + stride - 1) / stride
    let padding = max(0, (places - 1) * stride + kernel - x.shape[1])
    return x.inferenceConvolution(
      weight, bias: bias, stride: stride, padding: padding / 2, endPadding: padding - padding / 2,
      groups: groups, clippedTo: isClipped ? 0...6 : nil)
  }
}
