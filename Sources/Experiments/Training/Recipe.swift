import Adversarial
import Layers
import Tensors

/// A way to train a generator: its networks, and what they do in the stages after the text
/// encoder's.
protocol Recipe: AnyObject {
  /// The networks that draw and judge.
  var networks: NetworkChoices { get }
  /// Every network that is trained, by the name it is kept under; the first is the generator.
  var parameterSets: EncoderPair.Sets { get }
  /// Whether the moving average follows the generator slowly, or is a copy of it.
  var averages: Bool { get }

  /// New optimizers of what `stage` trains, by name.
  func optimizers(of stage: Stage) -> EncoderPair.Optimizers
  /// A step of the warm-up.
  func warmUp(_ moment: StepMoment) -> StepReport
  /// An adversarial step.
  func compete(_ moment: StepMoment) -> StepReport
}

extension Recipe {
  /// The generator that learns.
  var generator: any Generator { networks.generator }
  /// What the model is made of: the generator's moving average, or its copy where the recipe has
  /// none.
  var averageGenerator: any Generator { networks.average }

  var parameterSets: EncoderPair.Sets {
    [("generator", generator.parameters), ("discriminator", networks.discriminator.parameters)]
  }
}

/// What a recipe's step is given.
struct StepMoment {
  /// The pictures and captions.
  let batch: TrainingBatch
  /// The number of the step in its stage.
  let index: Int
  /// The stage's optimizers by name.
  let optimizers: EncoderPair.Optimizers
  /// Standard normal numbers for pictures from nothing, `[N, latentWidth]`.
  let noise: Tensor
  /// More standard normal numbers of this step, of a shape; every `use` from 1 on has its own.
  let moreNoise: (_ use: UInt64, _ shape: [Int]) -> Tensor
  /// The generator's learning rate.
  let generatorRate: Float
  /// The discriminator's learning rate.
  let discriminatorRate: Float

  /// The optimizer called `name`.
  func optimizer(_ name: String) -> Adam {
    guard let found = optimizers.first(where: { $0.name == name }) else {
      fatalError("StepMoment: expected an optimizer \(name), got \(optimizers.map(\.name))")
    }
    return found.optimizer
  }
}
