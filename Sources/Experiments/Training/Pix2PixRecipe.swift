import Adversarial
import Datasets
import Language
import Layers
import Tensors
import TextToImage

/// Pix2Pix under text: a U-Net that fills outlines as captions say, and a judge of patches.
///
/// After Isola et al. 2017. Beside the paper there are a moving average, and a warm-up by the squared
/// error alone, in which the text encoder learns too, at a part of the cost.
final class Pix2PixRecipe: Recipe {
  let generatorConfiguration: GeneratorConfiguration
  let averages = true
  private let spec: TrainingSpec
  private let textEncoder: TextEncoder
  private let padding: Int32
  private let precision: DataType
  private let translator: UNetGenerator
  private let average: UNetGenerator
  private let discriminator: PatchDiscriminator

  init(_ spec: TrainingSpec, textEncoder: TextEncoder, padding: Int32, precision: DataType) {
    let (seed, side) = (UInt64(spec.seed), spec.dataset.size)
    let textWidth = textEncoder.configuration.width
    let configuration = UNetGenerator.Configuration(
      side: side, textWidth: textWidth, channels: spec.generator.channels,
      choices: OpenLooks.choices)
    self.spec = spec
    self.textEncoder = textEncoder
    self.padding = padding
    self.precision = precision
    generatorConfiguration = .unet(configuration)
    translator = UNetGenerator(configuration, precision: precision, seed: seed)
    average = UNetGenerator(configuration, seed: seed)
    discriminator = PatchDiscriminator(
      PatchDiscriminator.Configuration(
        side: side, textWidth: textWidth, channels: spec.discriminator.channels[0]),
      precision: precision, seed: seed)
  }

  var generator: any Generator { translator }
  var averageGenerator: any Generator { average }

  var parameterSets: [(name: String, set: ParameterSet)] {
    [("generator", translator.parameters), ("discriminator", discriminator.parameters)]
  }

  func optimizers(of stage: Stage) -> [(name: String, optimizer: Adam)] {
    let text = [(name: "text_encoder", set: textEncoder.parameters)]
    switch stage {
    case .pretraining: return []
    case .warmup:
      return ([("generator", translator.parameters)] + text).map {
        ($0.name, Adam($0.set, Adam.Settings(beta1: 0.9, beta2: 0.99)))
      }
    case .adversarial:
      let settings = Adam.Settings(
        beta1: Float(spec.training.beta1), beta2: Float(spec.training.beta2))
      return (parameterSets + (spec.textEncoder.trains ? text : [])).map {
        ($0.name, Adam($0.set, settings))
      }
    }
  }

  func warmUp(_ moment: StepMoment) -> StepReport {
    let step = DecodingStep(
      textEncoder: textEncoder, translator: translator, padding: padding, precision: precision,
      optimizers: ["generator", "text_encoder"].map(moment.optimizer))
    return step(moment.batch, noise: noise(of: moment), learningRate: moment.generatorRate)
  }

  func compete(_ moment: StepMoment) -> StepReport {
    let learners = ["generator"] + (spec.textEncoder.trains ? ["text_encoder"] : [])
    let step = Pix2PixStep(
      textEncoder: textEncoder, generator: translator, discriminator: discriminator,
      wrongPairs: Float(spec.wrongPairs), l1: Float(spec.translation.l1), padding: padding,
      precision: precision, generatorOptimizers: learners.map(moment.optimizer),
      discriminatorOptimizer: moment.optimizer("discriminator"))
    return step(
      moment.batch, noise: noise(of: moment), generatorRate: moment.generatorRate,
      discriminatorRate: moment.discriminatorRate,
      trainsGenerator: moment.index >= spec.training.headStart)
  }

  /// What tells the generator how captions are to be completed.
  private func noise(of moment: StepMoment) -> Tensor { moment.batch.noise ?? moment.noise }
}
