import Layers

extension EncoderPair.Sets {
  /// A new optimizer of each network, by name.
  func optimizers(_ settings: Adam.Settings) -> EncoderPair.Optimizers {
    map { ($0.name, Adam($0.set, settings)) }
  }
}

extension Adam.Settings {
  /// Those of the pre-training and the warm-up, which play no game.
  static let regression = Adam.Settings(beta1: 0.9, beta2: 0.99)
}

extension ScheduleSpec {
  /// Adam's settings in the adversarial steps.
  var adam: Adam.Settings { Adam.Settings(beta1: Float(beta1), beta2: Float(beta2)) }
}
