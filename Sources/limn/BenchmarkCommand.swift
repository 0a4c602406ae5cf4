import ArgumentParser
import Experiments
import Files
import Tensors

/// `limn benchmark …`: how fast this machine is.
struct BenchmarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Time what training is made of.",
    discussion: """
      Example:
        limn benchmark step --json
      """,
    subcommands: [BenchmarkStepCommand.self, BenchmarkLimitCommand.self])
}

/// `limn benchmark step`: the reference step.
struct BenchmarkStepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "step",
    abstract: "Time one GAN-CLS training step on random pictures.",
    discussion: """
      Example:
        limn benchmark step --precision f32 --batch 32 --json

      Benchmarks/compare runs this and PyTorch in turn.
      """)

  @OptionGroup var step: StepOptions

  @Option(help: "The steps that are timed.")
  var steps = 20

  @Flag(help: "Print one line of JSON.")
  var json = false

  mutating func validate() throws { try require(steps, in: 1...100_000, "--steps") }

  mutating func run() throws {
    var benchmark = step.benchmark
    benchmark.steps = steps
    print(try benchmark.run().json.canonicalText(pretty: !json))
  }
}

/// `limn benchmark limit`: the reference step beside its convolutions.
struct BenchmarkLimitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "limit",
    abstract: "Time the step and, alone, the convolutions that define it.",
    discussion: """
      Example:
        limn benchmark limit --json

      "convolutions" are those of the step as it is defined, computed by oneDNN in
      the precision. "own" ones are those that Limn's step runs for them: fewer, with
      gradients as forward convolutions where those are faster, and in float32 where
      a processor's bf16 is slow. "within" is what these take in the step itself:
      longer than alone, since alone their memory stays in the processor's caches.
      """)

  @OptionGroup var step: StepOptions

  @Option(help: "How often step and convolutions are timed in turn.")
  var rounds = 5

  @Flag(help: "Print one line of JSON.")
  var json = false

  mutating func validate() throws { try require(rounds, in: 1...1000, "--rounds") }

  mutating func run() throws {
    var benchmark = BenchmarkLimit()
    benchmark.step = step.benchmark
    benchmark.step.steps = 5
    benchmark.rounds = rounds
    print(try benchmark.run().json.canonicalText(pretty: !json))
  }
}

/// The settings of the reference step.
struct StepOptions: ParsableArguments {
  @Option(help: "The precision of convolutions: f32 or bf16.")
  var precision = DataType.float32

  @Option(help: "Channels at half of the side.")
  var channels = 32

  @Option(help: "The side of the pictures in pixels, a power of two.")
  var size = 64

  @Option(help: "The pictures in a batch.")
  var batch = 32

  @Option(help: "The threads that kernels use.")
  var threads = 2

  mutating func validate() throws {
    try require(channels, in: 1...1024, "--channels")
    try require(batch, in: 2...4096, "--batch")
    try require(threads, in: 1...1024, "--threads")
    guard [16, 32, 64, 128, 256].contains(size) else {
      throw ValidationError("--size must be 16, 32, 64, 128 or 256, not \(size)")
    }
    guard 64 * channels % size == 0 else {
      throw ValidationError(
        "--channels must be a multiple of \(size / 64) at side \(size), not \(channels)")
    }
  }

  /// The benchmark with these settings.
  var benchmark: BenchmarkStep {
    var benchmark = BenchmarkStep()
    benchmark.precision = precision
    benchmark.channels = channels
    benchmark.size = size
    benchmark.batch = batch
    benchmark.threads = threads
    return benchmark
  }
}

private func require(_ value: Int, in range: ClosedRange<Int>, _ name: String) throws {
  guard range.contains(value) else {
    throw ValidationError(
      "\(name) must be from \(range.lowerBound) to \(range.upperBound), not \(value)")
  }
}

extension DataType: ExpressibleByArgument {}
