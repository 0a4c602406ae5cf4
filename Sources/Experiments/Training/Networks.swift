import Language
import Layers
import Tensors
import TextToImage

/// All networks of a training run and their optimizers.
final class Networks {
  let encoders: EncoderPair
  /// The moving average of the text encoder.
  let averageTextEncoder: TextEncoder
  let recipe: any Recipe
  private(set) var optimizers: [(name: String, optimizer: Adam)] = []

  /// The networks of a training of `spec` on `data`, at the start.
  ///
  /// - Throws: `InputError`, as `EncoderPair` does.
  init(_ spec: TrainingSpec, tokenizer: Tokenizer, data: TrainingData) throws {
    let precision = spec.training.precision
    encoders = try EncoderPair(
      spec.textEncoder, side: spec.dataset.size, tokenizer: tokenizer, data: data,
      precision: precision, seed: spec.seed)
    let textEncoder = encoders.textEncoder
    averageTextEncoder = TextEncoder(textEncoder.configuration, seed: UInt64(spec.seed))
    let padding = tokenizer.paddingId
    recipe =
      switch spec.recipe {
      case .slots:
        SlotRecipe(spec, textEncoder: textEncoder, padding: padding, precision: precision)
      case .ganCLS:
        GANCLSRecipe(spec, textEncoder: textEncoder, padding: padding, precision: precision)
      case .gan:
        GANRecipe(spec, textEncoder: textEncoder, padding: padding, precision: precision)
      case .pix2pix:
        Pix2PixRecipe(spec, textEncoder: textEncoder, padding: padding, precision: precision)
      }
  }

  var tokenizer: Tokenizer { encoders.tokenizer }
  var textEncoder: TextEncoder { encoders.textEncoder }

  /// Makes the optimizers that `stage` needs, new.
  func startOptimizers(of stage: Stage) {
    optimizers = stage == .pretraining ? encoders.optimizers() : recipe.optimizers(of: stage)
  }

  /// Every network by the name it is kept under.
  var parameterSets: [(name: String, set: ParameterSet)] {
    encoders.parameterSets + recipe.parameterSets
      + [
        ("average_text_encoder", averageTextEncoder.parameters),
        ("average_generator", recipe.averageGenerator.parameters),
      ]
  }

  /// The model that training has come to.
  var model: Model {
    Model(
      tokenizer: tokenizer, textEncoder: averageTextEncoder, generator: recipe.averageGenerator)
  }
}
