import Adversarial
import Language
import Layers
import TextToImage

/// A recipe whose warm-up trains generator and text encoder together, as a decoder of text.
protocol DecodingRecipe: Recipe {
  /// What is trained, and how.
  var spec: TrainingSpec { get }
  /// The encoder of captions, which learns in the warm-up, and after it where the spec says so.
  var textEncoder: TextEncoder { get }
}

extension DecodingRecipe {
  func optimizers(of stage: Stage) -> EncoderPair.Optimizers {
    let text = [(name: "text_encoder", set: textEncoder.parameters)]
    switch stage {
    case .pretraining: return []
    case .warmup:
      return ([("generator", generator.parameters)] + text).optimizers(.regression)
    case .adversarial:
      return (parameterSets + (spec.textEncoder.trains ? text : [])).optimizers(
        spec.training.adam)
    }
  }

  /// The optimizers of what the generator's loss trains.
  func generatorOptimizers(_ moment: StepMoment) -> [Adam] {
    (["generator"] + (spec.textEncoder.trains ? ["text_encoder"] : [])).map(moment.optimizer)
  }
}
