import Adversarial

/// Values that are good by themselves and not together.
extension TrainingSpec {
  /// Notes each conflict between the values as a problem of its key.
  func noteConflicts(_ fields: SpecReader) {
    noteDataConflicts(fields)
    noteNetworkConflicts(fields)
  }

  /// Those with the data set.
  private func noteDataConflicts(_ fields: SpecReader) {
    if dataset.name == .shapes, !evaluation.figures.isEmpty {
      fields.problem(
        "evaluation.figures",
        expected: "none with the data set shapes, whose pictures the oracle scores",
        found: evaluation.figures.map(\.rawValue).joined(separator: ", "))
    }
    textEncoder.pretraining.noteConflicts(with: dataset, fields)
    if recipe == .slots, dataset.name != .shapes {
      fields.problem(
        "recipe",
        expected:
          "\(Recipe.gan.rawValue) or \(Recipe.ganCLS.rawValue) with the data set \(dataset.name.rawValue): "
          + "slots learn from layouts, which only shapes tells", found: recipe.rawValue)
    }
    if recipe == .pix2pix, dataset.name != .shapes {
      fields.problem(
        "dataset.name",
        expected:
          "\(DatasetSpec.Name.shapes.rawValue) with recipe pix2pix: only its scenes tell where "
          + "outlines run", found: dataset.name.rawValue)
    }
  }

  /// Those between networks, and with how they are trained.
  private func noteNetworkConflicts(_ fields: SpecReader) {
    if textEncoder.architecture == .labels, dataset.name == .shapes,
      recipe != .gan || wrongPairs > 0
    {
      fields.problem(
        "textEncoder.architecture",
        expected: "an encoder that reads words, or recipe gan with wrongPairs 0: wrong captions of "
          + "shapes often name what the right ones name", found: "labels")
    }
    if recipe == .ganCLS, warmup.steps > 0 {
      fields.problem("warmup.steps", expected: "0, as GAN-CLS has none", found: "\(warmup.steps)")
    }
    if let size = discriminator.minibatchDeviation, training.batchSize > 0,
      MinibatchDeviation.groupSize(of: training.batchSize, upTo: size) == 1
    {
      fields.problem(
        "discriminator.minibatchDeviation",
        expected: "a batch that can be divided into groups of 2 to \(size) pictures",
        found: "a batch of \(training.batchSize)")
    }
    if recipe == .gan {
      let conflicts =
        game.conflicts(
          normalizesBatches: discriminator.architecture == .dcgan,
          readsWords: discriminator.architecture == .attentive,
          captionsNameColors: dataset.name == .shapes, batchSize: training.batchSize)
        + game.conflicts(with: reconstruction)
      for conflict in conflicts {
        fields.problem(conflict.key, expected: conflict.expected, found: conflict.found)
      }
    }
    if [.dcgan, .conditional].contains(generator.architecture),
      8 * generator.channels % max(1, dataset.size / 8) != 0
    {
      fields.problem(
        "generator.channels", expected: "channels that halve up to side \(dataset.size)",
        found: "\(generator.channels)")
    }
  }
}
