extension ResolvedSpec where Spec == TrainingSpec {
  /// What of the spec is probably not meant, whatever the data: sentences.
  public var warnings: [String] {
    [unusedSettings, headStartToTheEnd, untoldObjects, untrainedCritic].compactMap { $0 }
  }

  private var unusedSettings: String? {
    guard !unused.isEmpty else { return nil }
    let keys = unused.map { $0.dropFirst("$.".count) }.joined(separator: ", ")
    return "nothing uses \(keys) here: recipe \(spec.recipe.rawValue) and its networks pass over "
      + (unused.count == 1 ? "it" : "them")
  }

  private var headStartToTheEnd: String? {
    let plan = spec.training
    // GAN-CLS gives the discriminator no head start.
    guard spec.recipe != .ganCLS, plan.steps > 0, plan.headStart >= plan.steps else { return nil }
    return "training.headStart is no less than training.steps, so that the generator takes no "
      + "adversarial step"
  }

  private var untrainedCritic: String? {
    guard spec.recipe == .gan, spec.game.objective == .wasserstein,
      spec.training.discriminatorSteps == 1
    else { return nil }
    return
      "training.discriminatorSteps is 1: the critic of objective wasserstein is meant to be near "
      + "its best, with 5 updates for each of the generator in its papers"
  }

  private var untoldObjects: String? {
    let (slots, objects) = (spec.generator.slots, 4)
    guard spec.recipe == .slots, slots < objects else { return nil }
    return
      "generator.slots is \(slots): scenes have up to \(objects) objects, and what is beyond the "
      + "slots is shown in pictures whose layouts lack it"
  }
}
