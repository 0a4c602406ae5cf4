import Adversarial
import Files
import Language
import Tensors

/// The reference step, timed: one GAN-CLS training step (`GANCLSStep`) with the DCGAN networks on
/// random pictures and texts, which computes what Benchmarks/peers/gan_cls_pytorch.py defines.
public struct BenchmarkStep: Sendable {
  /// The type of activations and of the weights that convolutions use.
  public var precision = DataType.float32
  /// Channels at half of the side.
  public var channels = 32
  /// The side of the pictures in pixels.
  public var size = 64
  /// The pictures in a batch.
  public var batch = 32
  /// The threads that kernels use.
  public var threads = 2
  /// The steps that are timed, after five that are not.
  public var steps = 20

  /// The benchmark with its usual settings.
  public init() {}

  /// Times the steps.
  ///
  /// - Throws: `InputError` where the processor does not compute in the precision.
  public func run() throws -> Timing {
    try requirePrecision()
    Engine.threadCount = threads
    let step = makeStep()
    for index in 0..<5 { step(UInt64(index)) }
    let clock = ContinuousClock()
    let times = (0..<steps).map { index in
      clock.measure { step(UInt64(5 + index)) } / .seconds(1)
    }
    return Timing(
      settings: self, median: Experiments.median(times), peakMebibytes: peakResidentMemory() >> 20)
  }

  /// - Throws: `InputError` where the processor does not compute in the precision.
  func requirePrecision() throws {
    guard precision == .float32 || Engine.supportsBFloat16 else {
      throw InputError(
        .invalid, path: "--precision", expected: "f32 on this processor", found: "bf16",
        hint: "Training in bf16 needs AVX-512 BF16 or AMX; this is \(Engine.instructionSet).")
    }
  }

  /// The step, to be called with numbers that count up from 0.
  func makeStep() -> (UInt64) -> Void {
    let configuration = DCGANGenerator.Configuration(
      side: size, textWidth: 128, channels: channels)
    let generator = DCGANGenerator(configuration, precision: precision, seed: 1)
    let discriminator = DCGANDiscriminator(configuration, precision: precision, seed: 2)
    let step = GANCLSStep(generator: generator, discriminator: discriminator)
    let pictures = normal([batch, size, size, 3], RandomSource(seed: 3)).tanh()
    let text = randomText(RandomSource(seed: 4))
    let wrong = randomText(RandomSource(seed: 5))
    return { index in
      let z = self.normal([self.batch, generator.latentWidth], RandomSource(seed: 6, index))
      _ = step(pictures, text, wrong: wrong, z: z)
    }
  }

  private func randomText(_ random: RandomSource) -> TextFeatures {
    let sentence = normal([batch, 128], random)
    return TextFeatures(
      sentence: sentence, words: sentence.reshaped(to: [batch, 1, 128]),
      mask: Tensor(repeating: 0, shape: [batch, 1, 1, 1]))
  }

  private func normal(_ shape: [Int], _ source: RandomSource) -> Tensor {
    var random = source
    return Tensor(random.normal(count: shape.reduce(1, *)), shape: shape)
  }

  /// What the benchmark found.
  public struct Timing: Sendable {
    /// What was timed.
    public let settings: BenchmarkStep
    /// The median time of a step in seconds.
    public let median: Double
    /// The most memory the process has held, in MiB.
    public let peakMebibytes: Int

    /// Pictures in a second.
    public var imagesPerSecond: Double { Double(settings.batch) / median }

    /// The settings and figures under the names that the PyTorch peer uses.
    public var json: JSONValue {
      [
        "limn": .string("oneDNN \(Engine.libraryVersion)"),
        "precision": .string(settings.precision.rawValue),
        "channels": .integer(settings.channels),
        "size": .integer(settings.size),
        "batch": .integer(settings.batch),
        "threads": .integer(settings.threads),
        "steps": .integer(settings.steps),
        "median_step_seconds": .number((median * 1e5).rounded() / 1e5),
        "images_per_second": .number(inTenths(imagesPerSecond)),
        "peak_rss_mib": .integer(peakMebibytes),
      ]
    }
  }
}
