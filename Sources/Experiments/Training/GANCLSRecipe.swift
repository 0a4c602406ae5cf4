import Adversarial
import Language
import Layers
import Tensors
import TextToImage

/// GAN-CLS: DCGAN networks from their first values, a text encoder that was trained before, no moving
/// average.
///
/// After Reed et al. 2016; what differs from the paper is in docs/recipe.md.
final class GANCLSRecipe: Recipe {
  let networks: NetworkChoices
  let averages = false
  private let textEncoder: TextEncoder
  private let padding: Int32
  /// Adam as in section 5 of the paper; the second decay is DCGAN's.
  private let settings = Adam.Settings(beta1: 0.5, beta2: 0.999)

  init(_ spec: TrainingSpec, textEncoder: TextEncoder, padding: Int32, precision: DataType) {
    self.textEncoder = textEncoder
    self.padding = padding
    networks = NetworkChoices(
      spec, textWidth: textEncoder.configuration.width, precision: precision)
  }

  func optimizers(of stage: Stage) -> EncoderPair.Optimizers {
    stage == .adversarial ? parameterSets.optimizers(settings) : []
  }

  func warmUp(_ moment: StepMoment) -> StepReport {
    fatalError("GAN-CLS: expected no steps of a warm-up, got one")
  }

  func compete(_ moment: StepMoment) -> StepReport {
    let (text, wrong) = withoutRecording {
      (
        textEncoder(moment.batch.captions, padding: padding),
        textEncoder(moment.batch.wrongCaptions, padding: padding)
      )
    }
    let step = GANCLSStep(
      generator: generator, discriminator: networks.discriminator,
      generatorOptimizer: moment.optimizer("generator"),
      discriminatorOptimizer: moment.optimizer("discriminator"),
      learningRate: moment.generatorRate)
    return step(moment.batch.pictures, text, wrong: wrong, z: moment.noise)
  }
}
