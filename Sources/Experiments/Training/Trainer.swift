import Adversarial
import Files
import Language
import Layers
import RealModule
import Tensors
import TextToImage

/// What happens while a trainer works; the run directory and the terminal listen.
public protocol TrainingObserver: AnyObject {
  /// A line of metrics is due.
  func trainer(_ trainer: Trainer, measured metrics: StepReport) throws
  /// Pictures of the model are due.
  func trainerReachedSample(_ trainer: Trainer) throws
  /// The model's scores are due.
  func trainerReachedEvaluation(_ trainer: Trainer) throws
  /// The state should be kept.
  func trainerReachedCheckpoint(_ trainer: Trainer) throws
  /// Another step is done.
  func trainerAdvanced(_ trainer: Trainer)
  /// Whether training should stop after this step, to be resumed later.
  var wantsStop: Bool { get }
}

/// Trains a model as a spec says: pre-training, warm-up, adversarial training.
///
/// Every random number is addressed by the seed, the stage and the step, so a trainer that takes up
/// a kept state goes on exactly as one that never stopped.
public final class Trainer {
  /// What is trained, and how.
  public let spec: TrainingSpec
  /// The stage at work.
  public private(set) var stage: Stage
  /// The steps of the stage that are done.
  public private(set) var step: Int
  let networks: Networks
  private let data: TrainingData
  private let batches: any TrainingBatches

  /// A trainer at the start.
  ///
  /// - Parameters:
  ///   - spec: What to train, and how.
  ///   - data: What to train on; nil for what the spec names.
  /// - Throws: `InputError` where the precision is not to be had on this processor, or the data is
  ///   missing or faulty.
  public convenience init(_ spec: TrainingSpec, on data: TrainingData? = nil) throws {
    let data = try data ?? TrainingData(spec.dataset)
    try self.init(
      spec, on: data,
      tokenizer: spec.textEncoder.trainedTokenizer(on: data, seed: spec.seed))
    enter(.pretraining)
  }

  init(_ spec: TrainingSpec, on data: TrainingData, tokenizer: Tokenizer) throws {
    if spec.training.precision == .bfloat16, !Engine.supportsBFloat16 {
      throw InputError(
        .invalid, path: "$.training.precision", expected: "an arithmetic of this processor",
        found: "bf16, on \(Engine.instructionSet)", hint: "use f32")
    }
    self.spec = spec
    networks = try Networks(spec, tokenizer: tokenizer, data: data)
    self.data = data
    batches = BatchesAhead(try data.batches(of: spec, tokenizer: tokenizer))
    stage = .pretraining
    step = 0
  }

  /// The number of steps of a stage.
  public func stepCount(of stage: Stage) -> Int {
    switch stage {
    case .pretraining: spec.textEncoder.pretraining.steps
    case .warmup: spec.warmup.steps
    case .adversarial: spec.training.steps
    }
  }

  /// The steps done, of all stages.
  public var doneSteps: Int {
    Stage.allCases.prefix { $0 != stage }.reduce(step) { $0 + stepCount(of: $1) }
  }

  /// The steps of all stages.
  public var totalSteps: Int { Stage.allCases.reduce(0) { $0 + stepCount(of: $1) } }

  /// What is wrong with each picture of the data that could not be read so far.
  public var leftOut: [String] { batches.leftOut }

  /// The model that training has come to.
  public var model: Model { networks.model }

  /// A caption of the data, to try the model with.
  var someCaption: String { data.captions(count: 1, seed: spec.seed).first ?? "" }

  /// The number of scalars of each network, by name.
  public var parameterCounts: [(name: String, count: Int)] { networks.parameterSets.counts }

  /// Trains to the end, or until the observer wants to stop.
  ///
  /// - Returns: whether training came to its end.
  /// - Throws: `TrainingFailure` where a number stops being finite; the state of the last
  ///   checkpoint is still good.
  public func run(_ observer: any TrainingObserver) throws -> Bool {
    let schedule = spec.training
    while true {
      while step >= stepCount(of: stage) {
        guard let next = Stage.allCases.drop(while: { $0 != stage }).dropFirst().first else {
          return true
        }
        enter(next)
      }
      if observer.wantsStop { return false }
      let report = try takeStep()
      step += 1
      try requireFinite(report, stage: stage, step: step)
      observer.trainerAdvanced(self)
      let isLast = step == stepCount(of: stage)
      func isDue(_ interval: Int) -> Bool { interval > 0 && (step % interval == 0 || isLast) }
      if isDue(schedule.logEvery) { try observer.trainer(self, measured: report) }
      if stage != .pretraining, isDue(schedule.sampleEvery) {
        try observer.trainerReachedSample(self)
      }
      if stage != .pretraining, isDue(schedule.evaluateEvery) {
        try observer.trainerReachedEvaluation(self)
      }
      if isDue(schedule.checkpointEvery) { try observer.trainerReachedCheckpoint(self) }
    }
  }

  /// Starts a stage from what the one before has left.
  private func enter(_ next: Stage) {
    if next == .adversarial, spec.warmup.steps > 0 {
      // The averages are the better start.
      networks.textEncoder.parameters.copy(from: networks.averageTextEncoder.parameters)
      networks.recipe.generator.parameters.copy(
        from: networks.recipe.averageGenerator.parameters)
    } else {
      networks.averageTextEncoder.parameters.copy(from: networks.textEncoder.parameters)
    }
    take(up: next, at: 0)
  }

  /// Stands at a step of a stage, with new optimizers.
  func take(up stage: Stage, at step: Int) {
    self.stage = stage
    self.step = step
    networks.startOptimizers(of: stage)
  }

  func takeStep() throws -> StepReport {
    switch stage {
    case .pretraining: try pretrain()
    case .warmup: try warmUp()
    case .adversarial: try compete()
    }
  }

  private func pretrain() throws -> StepReport {
    try networks.encoders.takeStep(
      step, of: spec.textEncoder.pretraining, on: batches, optimizers: networks.optimizers)
  }

  private func warmUp() throws -> StepReport {
    let plan = spec.warmup
    let rate = rate(plan.learningRate, finalFraction: 0.1)
    let report = networks.recipe.warmUp(
      try moment(size: plan.batchSize, generatorRate: rate, discriminatorRate: rate))
    average(batchSize: plan.batchSize, withText: true)
    return report
  }

  private func compete() throws -> StepReport {
    let plan = spec.training
    let report = networks.recipe.compete(
      try moment(
        size: plan.batchSize * plan.discriminatorSteps,
        generatorRate: rate(plan.learningRate, finalFraction: Float(plan.finalRate)),
        discriminatorRate: rate(
          plan.discriminatorLearningRate, finalFraction: Float(plan.finalRate))))
    average(batchSize: plan.batchSize, withText: spec.textEncoder.trains)
    return report
  }

  private func moment(
    size: Int, generatorRate: Float, discriminatorRate: Float
  ) throws -> StepMoment {
    StepMoment(
      batch: try batches.batch(stage: stage, step: step, size: size), index: step,
      optimizers: networks.optimizers,
      noise: noise(use: 0, shape: [size, networks.recipe.generator.latentWidth]),
      moreNoise: noise,
      generatorRate: generatorRate, discriminatorRate: discriminatorRate)
  }

  private func rate(_ peak: Double, finalFraction: Float) -> Float {
    scheduledRate(peak, finalFraction: finalFraction, at: step, of: stepCount(of: stage))
  }

  /// Standard normal numbers of this step.
  private func noise(use: UInt64, shape: [Int]) -> Tensor {
    var random = RandomSource(
      seed: UInt64(spec.seed), stage.address, UInt64(step), 0x6e6f_6973, use)
    return Tensor(random.normal(count: shape.reduce(1, *)), shape: shape)
  }

  /// Moves the averages; their half-life is counted in pictures and grows with the first steps.
  private func average(batchSize: Int, withText: Bool) {
    let halfLife = min(spec.training.emaHalfLife, Double(step * batchSize) / 10 + 1)
    let decay = Float(Double.pow(0.5, Double(batchSize) / halfLife))
    let recipe = networks.recipe
    recipe.averageGenerator.parameters.average(
      with: recipe.generator.parameters, decay: recipe.averages ? decay : 0)
    if withText {
      networks.averageTextEncoder.parameters.average(
        with: networks.textEncoder.parameters, decay: decay)
    }
  }
}

/// Training that cannot go on.
public struct TrainingFailure: Error, CustomStringConvertible {
  /// The stage it stopped in.
  public let stage: Stage
  /// The step of the stage.
  public let step: Int
  /// What happened.
  public let what: String

  /// One sentence for people.
  public var description: String {
    "training stopped at \(stage.rawValue) step \(step): \(what); lower \(learningRate)"
  }

  /// The key of what is most likely too high.
  private var learningRate: String {
    switch stage {
    case .pretraining: "textEncoder.pretraining.learningRate"
    case .warmup: "warmup.learningRate"
    case .adversarial: "training.learningRate"
    }
  }
}
