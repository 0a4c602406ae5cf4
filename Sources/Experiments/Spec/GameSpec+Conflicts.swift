import Files

/// Settings of recipe `gan` that make no sense together.
struct GameConflict: Equatable {
  /// The setting at fault, by its path from the spec's top.
  let key: String
  /// What would make sense, and why.
  let expected: String
  /// What is there.
  let found: String
}

extension GameSpec {
  /// What makes no sense together.
  ///
  /// - Parameters:
  ///   - normalizesBatches: whether the discriminator has batch normalization.
  ///   - readsWords: whether the discriminator reads words beside the sentence.
  ///   - captionsNameColors: whether the data set's captions do.
  ///   - batchSize: the pictures of a step.
  /// - Returns: a fault for each; none where all is well.
  func conflicts(
    normalizesBatches: Bool, readsWords: Bool, captionsNameColors: Bool, batchSize: Int
  ) -> [GameConflict] {
    boundConflicts + penaltyConflicts(normalizesBatches: normalizesBatches, readsWords: readsWords)
      + textConflicts(captionsNameColors: captionsNameColors, batchSize: batchSize)
  }

  /// What makes no sense together with reconstructions.
  func conflicts(with reconstruction: ReconstructionSpec) -> [GameConflict] {
    guard reconstruction.features > 0, !regularizers.augmentation.isEmpty else { return [] }
    return [
      GameConflict(
        key: "reconstruction.features",
        expected: "0 with augmentation, under which a picture and its reconstruction are seen "
          + "differently",
        found: JSONValue.exactly(reconstruction.features).canonicalText())
    ]
  }

  /// Of what bounds the discriminator's slope or weights.
  private var boundConflicts: [GameConflict] {
    let r = regularizers
    var found: [GameConflict] = []
    let clipped = "regularizers.weightClipping"
    if r.weightClipping != nil, objective != .wasserstein {
      found.append(
        GameConflict(
          key: clipped, expected: "none but with objective wasserstein, whose bound it is",
          found: "objective \(objective.rawValue)"))
    }
    if r.weightClipping != nil, r.spectralNormalization {
      found.append(
        GameConflict(
          key: clipped, expected: "none with spectralNormalization, which rescales all weights",
          found: "both"))
    }
    if r.weightClipping != nil, r.unrolled != nil {
      found.append(
        GameConflict(
          key: clipped, expected: "none with unrolled, whose updates ahead clip nothing",
          found: "both"))
    }
    if objective == .wasserstein, r.weightClipping == nil, !r.spectralNormalization,
      r.penalties.isEmpty
    {
      found.append(
        GameConflict(
          key: "regularizers",
          expected: "what bounds the critic of objective wasserstein: gradientPenalty, "
            + "weightClipping, spectralNormalization, r1, r2 or matchingAware",
          found: "none"))
    }
    return found
  }

  private func penaltyConflicts(normalizesBatches: Bool, readsWords: Bool) -> [GameConflict] {
    let r = regularizers
    let flat = [
      ("r1", r.r1 != nil), ("r2", r.r2 != nil), ("matchingAware", r.matchingAware != nil),
    ]
    .filter(\.1).map(\.0)
    let pulling = (r.gradientPenalty == nil ? [] : ["gradientPenalty"]) + flat
    var found: [GameConflict] = []
    if r.gradientPenalty != nil, r.weightClipping != nil {
      found.append(
        GameConflict(
          key: "regularizers.gradientPenalty",
          expected: "none with weightClipping, which it replaces", found: "both"))
    }
    if r.gradientPenalty != nil, let other = flat.first {
      found.append(
        GameConflict(
          key: "regularizers.gradientPenalty",
          expected: "none with \(other), as slopes cannot be 1 and 0", found: "both"))
    }
    if readsWords, r.matchingAware != nil {
      found.append(
        GameConflict(
          key: "regularizers.matchingAware",
          expected: "none with discriminator attentive, which reads words, while the penalty is of "
            + "the sentence",
          found: "both"))
    }
    if normalizesBatches {
      found += pulling.map {
        GameConflict(
          key: "regularizers.\($0)",
          expected: "none with batch normalization in the discriminator, where a picture has no "
            + "slope of its own (Gulrajani et al. 2017, section 4)",
          found: "both")
      }
    }
    return found
  }

  /// Of what captions say, and of what a batch has.
  private func textConflicts(captionsNameColors: Bool, batchSize: Int) -> [GameConflict] {
    var found: [GameConflict] = []
    if interpolation > 0, objective == .relativistic {
      found.append(
        GameConflict(
          key: "interpolation",
          expected: "0 with objective relativistic, as texts between texts have no real pictures "
            + "to be compared with",
          found: JSONValue.exactly(interpolation).canonicalText()))
    }
    if interpolation > 0, batchSize < 2 {
      found.append(
        GameConflict(
          key: "interpolation", expected: "0 with a batch of one, which has no second text",
          found: JSONValue.exactly(interpolation).canonicalText()))
    }
    if let weight = regularizers.modeSeeking, batchSize < 2 {
      found.append(
        GameConflict(
          key: "regularizers.modeSeeking",
          expected: "none with a batch of one, which has no second noise",
          found: JSONValue.exactly(weight).canonicalText()))
    }
    if captionsNameColors, regularizers.augmentation.contains(.color) {
      found.append(
        GameConflict(
          key: "regularizers.augmentation",
          expected: "no \"color\" with captions that name colours, which it would make false",
          found: "\"color\""))
    }
    return found
  }
}
