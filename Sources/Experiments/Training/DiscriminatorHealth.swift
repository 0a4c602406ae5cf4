import Adversarial

/// Watches how well the discriminator tells pairs apart, and says when the game is lost.
///
/// A fraction near 1 for long means that the generator gets no useful gradient; near 0, that the
/// discriminator has collapsed.
struct DiscriminatorHealth {
  /// How far from 0 and 1 a fraction should stay.
  static let margin = 0.02
  /// The share of the past in the running mean.
  static let memory = 0.9
  /// The lines of metrics before the first warning, and between two.
  static let patience = 20

  private let recipe: TrainingSpec.Recipe
  private var means: [String: Double] = [:]
  private var quietLines = 0

  /// Watches a training of this recipe, whose settings the warnings name.
  init(of recipe: TrainingSpec.Recipe) { self.recipe = recipe }

  /// Takes in a line of metrics, and gives a warning where one is due.
  mutating func warning(for report: StepReport) -> String? {
    var finding: String?
    for name in ["real_over_fake", "right_over_wrong"] {
      guard let value = report.first(where: { $0.name == name })?.value else { continue }
      let mean = Self.memory * (means[name] ?? 0.5) + (1 - Self.memory) * Double(value)
      means[name] = mean
      finding = finding ?? self.finding(name, mean)
    }
    quietLines += 1
    guard let finding, quietLines > Self.patience else { return nil }
    quietLines = 0
    return finding
  }

  private func finding(_ name: String, _ mean: Double) -> String? {
    switch name {
    case "real_over_fake" where mean > 1 - Self.margin:
      "warning: the discriminator tells real from drawn pictures nearly always; the generator "
        + "learns little from it: \(toWeaken)"
    case "real_over_fake" where mean < Self.margin:
      "warning: the discriminator takes drawn pictures for real ones nearly always; it has "
        + "collapsed: lower training.learningRate"
        + (recipe == .ganCLS ? "" : " or raise training.discriminatorLearningRate")
    case "right_over_wrong" where mean < Self.margin:
      "warning: the discriminator prefers wrong captions nearly always; it has collapsed: "
        + (recipe == .ganCLS ? "lower training.learningRate" : "raise wrongPairs")
    default: nil
    }
  }

  /// How a discriminator is made weaker.
  private var toWeaken: String {
    switch recipe {
    case .slots: "raise regularizer.weight or lower training.discriminatorLearningRate"
    case .gan: "raise a weight under regularizers or lower training.discriminatorLearningRate"
    case .ganCLS: "lower generator.channels, which both networks have"
    case .pix2pix: "lower training.discriminatorLearningRate"
    }
  }
}
