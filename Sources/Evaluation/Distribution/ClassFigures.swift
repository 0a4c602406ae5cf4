import Files
import Tensors

/// Figures by classifiers of features.
extension DistributionFigures {
  /// The settings of the classifier in signatures.
  private static let classifier = "classifier:ridge-\(RidgeClassifier.strength)"

  /// The classification accuracy score, and beside it the accuracy after training on as many real
  /// pictures, which is its ceiling (Ravuri and Vinyals 2019).
  ///
  /// - Throws: `InputError` (`invalid`) where pictures have no classes.
  func classification() throws -> [Figure] {
    let test = try labelled(reference, for: .classification)
    let settings = ["classes:\(Set(test.labels).count)", Self.classifier]
    let sides = [
      (suffix: "", pictures: pictures),
      (suffix: "-real", pictures: try realPictures(for: .classification)),
    ]
    return try sides.map { suffix, pictures in
      let learned = try labelled(pictures, for: .classification)
      let hits = RidgeClassifier(learned.set, labels: learned.labels)
        .isCorrect(test.set, labels: test.labels)
      return figure(
        .classification, suffix: suffix, Double(hits.count { $0 }) / Double(hits.count),
        interval: Interval(shareOf: hits.map { [$0] }),
        settings: settings + (suffix.isEmpty ? [] : ["training:\(learned.set.count)"]))
    }
  }

  /// The score of the pictures, and beside it that of the references.
  ///
  /// - Throws: `InputError` (`invalid`) where pictures have no classes.
  func inceptionScore() throws -> [Figure] {
    let learned = try labelled(try realPictures(for: .inceptionScore), for: .inceptionScore)
    let test = try labelled(reference, for: .inceptionScore)
    let classifier = RidgeClassifier(learned.set, labels: learned.labels)
    let softmax = CalibratedSoftmax(
      classifier.scores(test.set), classes: test.labels.map(classifier.classes.firstIndex))
    return [("", pictures), ("-real", reference)].map { suffix, side in
      let count = side.features.count
      // Pictures may come sorted by class, and a split must have all of them.
      var random = RandomSource(seed: seed, 0x696e_6370)
      let order = random.sample(count, of: count)
      let splits = min(10, max(1, count / 50))
      let score = InceptionScore(
        probabilities: classifier.scores(side.features.subset(order)).map(softmax.probabilities),
        splits: splits)
      return figure(
        .inceptionScore, suffix: suffix, score.mean, deviation: score.deviation,
        settings: [
          "classes:\(classifier.classes.count)", Self.classifier, "training:\(learned.set.count)",
          "splits:\(splits)", "seed:\(seed)",
        ])
    }
  }

  private func realPictures(for kind: FigureKind) throws -> PictureFeatures {
    guard let training else {
      throw InputError(
        .invalid, path: reference.name,
        expected: "real pictures beside the references, to train the classifier of "
          + kind.rawValue, found: "none")
    }
    return training
  }

  /// The pictures whose class is known.
  private func labelled(
    _ side: PictureFeatures, for kind: FigureKind
  ) throws -> (set: FeatureSet, labels: [String]) {
    let known = side.classes.indices.filter { side.classes[$0] != nil }
    guard !known.isEmpty else {
      throw InputError(
        .invalid, path: side.name, expected: "pictures with classes for \(kind.rawValue)",
        found: "none")
    }
    return (side.features.subset(known), known.compactMap { side.classes[$0] })
  }
}
