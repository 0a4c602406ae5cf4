import Language
import Layers
import Tensors
import TextToImage

/// All networks of a training run and their optimizers.
final class Networks {
  let tokenizer: Tokenizer
  let precision: DataType
  let textEncoder: TextEncoder
  let imageEncoder: ImageEncoder
  /// The moving average of the text encoder.
  let averageTextEncoder: TextEncoder
  let recipe: any Recipe
  private(set) var optimizers: [(name: String, optimizer: Adam)] = []

  init(_ spec: TrainingSpec, tokenizer: Tokenizer) {
    self.tokenizer = tokenizer
    let seed = UInt64(spec.seed)
    let text = TextEncoder.Configuration(
      vocabularySize: tokenizer.vocabularySize, length: spec.textEncoder.length,
      width: spec.textEncoder.width, layers: spec.textEncoder.layers,
      heads: spec.textEncoder.heads, hasPositions: spec.textEncoder.positions)
    precision = spec.training.precision == .bf16 ? .bfloat16 : .float32
    textEncoder = TextEncoder(text, seed: seed)
    averageTextEncoder = TextEncoder(text, seed: seed)
    imageEncoder = ImageEncoder(side: spec.dataset.size, width: text.width, seed: seed)
    let padding = tokenizer.paddingId
    recipe =
      switch spec.recipe {
      case .slots:
        SlotRecipe(spec, textEncoder: textEncoder, padding: padding, precision: precision)
      case .ganCLS:
        GANCLSRecipe(spec, textEncoder: textEncoder, padding: padding, precision: precision)
      }
  }

  /// Makes the optimizers that `stage` needs, new.
  func startOptimizers(of stage: Stage) {
    guard stage == .pretraining else {
      optimizers = recipe.optimizers(of: stage)
      return
    }
    let settings = Adam.Settings(beta1: 0.9, beta2: 0.99)
    optimizers = [
      ("text_encoder", Adam(textEncoder.parameters, settings)),
      ("image_encoder", Adam(imageEncoder.parameters, settings)),
    ]
  }

  /// Every network by the name it is kept under.
  var parameterSets: [(name: String, set: ParameterSet)] {
    [("text_encoder", textEncoder.parameters), ("image_encoder", imageEncoder.parameters)]
      + recipe.parameterSets + [
        ("average_text_encoder", averageTextEncoder.parameters),
        ("average_generator", recipe.averageGenerator.parameters),
      ]
  }

  /// Every tensor that training changes, the optimizers' own aside, by the name that a state file
  /// keeps it under.
  var tensors: [(name: String, value: Tensor)] {
    parameterSets.flatMap { network, set in
      [set, set.statistics].flatMap { part in
        zip(part.names, part.values).map { (name: "\(network).\($0)", value: $1) }
      }
    }
  }

  /// The model that training has come to.
  var model: Model {
    Model(
      tokenizer: tokenizer, textEncoder: averageTextEncoder,
      generatorConfiguration: recipe.generatorConfiguration, generator: recipe.averageGenerator)
  }
}
