import Adversarial
import Language
import Layers
import Tensors
import TestSupport

/// The networks of the default training, as small as they get.
struct SlotNetworks {
  static let configuration = SlotGenerator.Configuration(
    side: 16, textWidth: 8, slots: 2, codeWidth: 4, codes: 16, width: 16, mixers: 1, paint: 6)

  let textEncoder = TextEncoder(
    TextEncoder.Configuration(vocabularySize: 12, length: 5, width: 8, layers: 1, heads: 2),
    seed: 1)
  let generator = SlotGenerator(configuration, seed: 2)
  let sceneEncoder = SceneEncoder(for: configuration, seed: 3)
  let layoutDiscriminator = LayoutDiscriminator(
    slots: 2, textWidth: 8, width: 8, blocks: 1, seed: 6)
  let discriminator = AttentiveDiscriminator(
    AttentiveDiscriminator.Configuration(side: 16, textWidth: 8, channels: [8, 8, 8]), seed: 4)
  let scene = SceneTruth(
    lookalikes: normal([2, 16, 16, 3], seed: 6).tanh(),
    layout: Layout(
      boxes: Tensor(
        [0.3, 0.3, 0.2, 0.7, 0.6, 0.2, 0.5, 0.5, 0.2, 0.5, 0.5, 0.15], shape: [2, 2, 3]),
      presence: Tensor([1, 1, 1, 0], shape: [2, 2, 1])),
    misplacingCaptions: [[2, 3, 6, 0, 0], [5, 6, 10, 8, 0]])

  var batch: TrainingBatch {
    TrainingBatch(
      pictures: normal([2, 16, 16, 3], seed: 5).tanh(),
      captions: [[2, 3, 4, 0, 0], [5, 6, 7, 8, 0]],
      wrongCaptions: [[2, 3, 5, 0, 0], [5, 6, 9, 8, 0]],
      scene: scene)
  }

  var text: TextFeatures { textEncoder(batch.captions, padding: 0) }

  func game(
    _ optimizer: Adam? = nil, wrongPairs: Float = 1, penalty: Float = 0.1, penaltyInterval: Int = 2
  ) -> LayoutGame {
    LayoutGame(
      discriminator: layoutDiscriminator,
      optimizer: optimizer ?? optimizers([layoutDiscriminator.parameters])[0],
      wrongPairs: wrongPairs, penalty: penalty, penaltyInterval: penaltyInterval)
  }

  func optimizers(_ sets: [ParameterSet]) -> [Adam] {
    sets.map { Adam($0, Adam.Settings(beta1: 0.5, beta2: 0.99)) }
  }
}

/// All values of a set.
func snapshot(_ set: ParameterSet) -> [[Float]] { set.values.map(\.elements) }
