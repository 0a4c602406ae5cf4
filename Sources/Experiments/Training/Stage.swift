/// The parts of a training run, in their order.
public enum Stage: String, CaseIterable, Sendable {
  /// The text encoder learns beside an image encoder.
  case pretraining
  /// The generator learns as the decoder of an autoencoder.
  case warmup
  /// The generator learns against the discriminator.
  case adversarial

  /// What it is called in texts.
  var title: String {
    switch self {
    case .pretraining: "pre-training"
    case .warmup: "warm-up"
    case .adversarial: "adversarial"
    }
  }

  /// What random numbers of the stage are addressed by.
  var address: UInt64 {
    switch self {
    case .pretraining: 1
    case .warmup: 2
    case .adversarial: 3
    }
  }
}
