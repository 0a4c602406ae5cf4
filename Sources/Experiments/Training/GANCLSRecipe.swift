import Adversarial
import Language
import Layers
import Tensors
import TextToImage

/// GAN-CLS as it was published: DCGAN networks from their first values, a text encoder that was
/// trained before, no moving average (Reed and others, 2016).
final class GANCLSRecipe: Recipe {
  let generatorConfiguration: GeneratorConfiguration
  let averages = false
  private let textEncoder: TextEncoder
  private let padding: Int32
  private let precision: DataType
  private let dcgan: DCGANGenerator
  private let copy: DCGANGenerator
  private let discriminator: DCGANDiscriminator
  /// Adam as in section 5 of the paper; the second decay is DCGAN's.
  private let settings = Adam.Settings(beta1: 0.5, beta2: 0.999)

  init(_ spec: TrainingSpec, textEncoder: TextEncoder, padding: Int32, precision: DataType) {
    let seed = UInt64(spec.seed)
    let configuration = DCGANGenerator.Configuration(
      side: spec.dataset.size, textWidth: textEncoder.configuration.width,
      channels: spec.generator.channels)
    self.textEncoder = textEncoder
    self.padding = padding
    self.precision = precision
    generatorConfiguration = .dcgan(configuration)
    dcgan = DCGANGenerator(configuration, precision: precision, seed: seed)
    copy = DCGANGenerator(configuration, seed: seed)
    discriminator = DCGANDiscriminator(configuration, precision: precision, seed: seed)
  }

  var generator: any Generator { dcgan }
  var averageGenerator: any Generator { copy }

  var parameterSets: [(name: String, set: ParameterSet)] {
    [("generator", dcgan.parameters), ("discriminator", discriminator.parameters)]
  }

  func optimizers(of stage: Stage) -> [(name: String, optimizer: Adam)] {
    guard stage == .adversarial else { return [] }
    return parameterSets.map { ($0.name, Adam($0.set, settings)) }
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
      generator: dcgan, discriminator: discriminator,
      generatorOptimizer: moment.optimizer("generator"),
      discriminatorOptimizer: moment.optimizer("discriminator"),
      learningRate: moment.generatorRate)
    return step(moment.batch.pictures, text, wrong: wrong, z: moment.noise)
  }
}
