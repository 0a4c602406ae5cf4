import Datasets
import Evaluation
import Files
import TextToImage

/// What the test of a judge at the end of its training found.
struct JudgeFindings {
  /// For scores.json.
  let scores: JSONValue
  /// For the record.
  let metrics: [MetricRecord]
  /// For the log.
  let notes: [String]

  /// Tests `judge` as `spec` says, on pictures of `data`; nil where `advanced`, which is called with
  /// the pictures that are done and their number, gave false.
  ///
  /// - Throws: `InputError` where the tokenizer is damaged.
  init?(
    of judge: Judge, trainedBy spec: JudgeSpec, on data: TrainingData,
    advanced: (Int, Int) -> Bool
  ) throws {
    if let pictures = data.pictures {
      try self.init(of: judge, spec, onCaptioned: pictures, advanced)
    } else {
      try self.init(of: judge, spec.retrieval, seed: UInt64(spec.seed), advanced)
    }
  }

  /// Tests it on fresh scenes of the Shapes world.
  private init?(
    of judge: Judge, _ plan: RetrievalSpec, seed: UInt64, _ advanced: (Int, Int) -> Bool
  ) throws {
    let found = try judge.precision(
      on: RetrievalTest(count: plan.pictures, choices: plan.captions, seed: seed),
      advanced: { advanced($0, plan.pictures) })
    guard let found else { return nil }
    let metric = RetrievalTest.signature
    scores = [
      "metric": ["name": .string(metric.name), "version": .integer(metric.version)],
      "scores": [
        "r_precision": [
          "mean": .exactly(found.mean), "low": .exactly(found.low), "high": .exactly(found.high),
          "pictures": .integer(plan.pictures), "captions": .integer(plan.captions),
        ]
      ],
    ]
    metrics = [
      MetricRecord(
        name: "r_precision", value: found.mean,
        signature: "\(metric.name)/\(metric.version), \(plan.pictures) pictures, "
          + "\(plan.captions) captions")
    ]
    notes = [
      "own caption first of \(plan.captions): \(share(found.mean)) of \(plan.pictures) pictures "
        + "(95% interval \(share(found.low)) to \(share(found.high)))"
    ]
  }

  /// Tests it on real pictures as they are, and changed a little.
  private init?(
    of judge: Judge, _ spec: JudgeSpec, onCaptioned data: any CaptionedPictures,
    _ advanced: (Int, Int) -> Bool
  ) throws {
    let plan = spec.retrieval
    let test = CaptionRetrieval(
      data, perSide: plan.pictures, choices: plan.captions, seed: UInt64(spec.seed))
    let judging = CaptionJudging(judge)
    let changes = PictureChange.Mild.allCases
    let all = changes.count * test.questions.count
    var found: [(PictureChange.Mild, Scores)] = []
    for change in changes {
      let scores = try judging.scoresOfReal(
        test, of: data, side: spec.dataset.size, change, seed: UInt64(spec.seed)
      ) { done in advanced(found.count * test.questions.count + done, all) }
      guard let scores else { return nil }
      found.append((change, scores))
    }
    let metric = CaptionRetrieval.signature
    let scope =
      "\(metric.name)/\(metric.version), \(data.name) \(data.hash.prefix(12)), "
      + "\(test.questions.count) captions among \(oneDecimal(test.meanChoices)) in the mean"
    scores = [
      "metric": ["name": .string(metric.name), "version": .integer(metric.version)],
      "captions": .exactly(test.meanChoices),
      "scores": .object(found.map { .init($0.rawValue, $1.json) }),
    ]
    metrics = found.flatMap { change, scores in
      [("overall", scores.overall), ("seen", scores.seen), ("unseen", scores.unseen)].compactMap {
        name, estimate in
        estimate.map {
          MetricRecord(
            name: "\(change.rawValue)_\(name)", value: $0.mean, signature: scope)
        }
      }
    }
    notes = found.map { change, scores in
      "own caption first, pictures \(change.rawValue): "
        + [("training", scores.seen), ("held out", scores.unseen)].compactMap { name, estimate in
          estimate.map {
            "\(name) \(share($0.mean)) of \($0.images) "
              + "(95% interval \(share($0.low)) to \(share($0.high)))"
          }
        }.joined(separator: ", ")
    }
  }
}

extension Judge {
  /// The share of fresh pictures whose own caption the judge finds nearest; nil where `advanced`,
  /// which is called with the pictures that are done, gave false.
  ///
  /// - Throws: `InputError` where the tokenizer is damaged.
  func precision(on test: RetrievalTest, advanced: (Int) -> Bool) throws -> Estimate? {
    var pictures: [UnitVector] = []
    for scene in test.scenes {
      pictures.append(vector(of: render(scene, side: side)))
      guard advanced(pictures.count) else { return nil }
    }
    let captions = try test.captions.map { try read($0).vector }
    return test.precision { pictures[$0].cosine(with: captions[$1]) }
  }
}
