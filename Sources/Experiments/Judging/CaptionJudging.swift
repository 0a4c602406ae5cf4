import Datasets
import Evaluation
import Imaging
import Tensors
import TextToImage

/// Tells with a judge whether pictures of captions lie nearer to their own caption than to false
/// ones.
final class CaptionJudging {
  private let judge: Judge
  /// The captions that were read.
  private var captions: [String: UnitVector] = [:]

  init(_ judge: Judge) { self.judge = judge }

  /// Where the pictures lie that `model` draws of a caption, which is number `number` of those asked.
  ///
  /// - Throws: `InputError` where the model's tokenizer is damaged.
  func vectors(
    of caption: String, _ number: Int, by model: Model, _ sampling: Sampling
  ) throws -> [UnitVector] {
    let text = try model.read(caption).text
    return sampling.seeds.seeds(ofPrompt: number).map {
      judge.vector(
        of: model.picture(of: text, seed: $0, truncation: Float(sampling.truncation)))
    }
  }

  /// The shares of pictures, whose vectors are given for each question, whose own caption comes
  /// first.
  ///
  /// - Throws: `InputError` where the judge's tokenizer is damaged.
  func scores(_ test: CaptionRetrieval, _ pictures: [[UnitVector]]) throws -> Scores {
    test.scores(
      try zip(test.questions, pictures).map { question, vectors in
        try vectors.map { picture in
          try question.isFirst { picture.cosine(with: try read($0)) }
        }
      })
  }

  /// What the real pictures of the questions are worth, after a mild change; nil where `advanced`,
  /// which is called with the questions that are done, gave false.
  ///
  /// The random numbers of the change are addressed by `seed`. A picture that cannot be read is
  /// left out, as it is in training.
  ///
  /// - Throws: `InputError`, as `scores` does.
  func scoresOfReal(
    _ test: CaptionRetrieval, of data: any CaptionedPictures, side: Int,
    _ change: PictureChange.Mild = .plain, seed: UInt64 = 0,
    advanced: (Int) -> Bool
  ) throws -> Scores? {
    var vectors: [[UnitVector]] = []
    for (number, question) in test.questions.enumerated() {
      if let picture = try? data.picture(question.entry, side: side) {
        var random = RandomSource(seed: seed, 0x6d69_6c64, UInt64(number))
        let changed = change.change(using: &random)(picture, using: &random)
        vectors.append([judge.vector(of: changed)])
      } else {
        vectors.append([])
      }
      guard advanced(vectors.count) else { return nil }
    }
    return try scores(test, vectors)
  }

  /// Draws every question's caption with each of its seeds, and judges the pictures, the real ones,
  /// and those of other concepts.
  ///
  /// - Parameters:
  ///   - model: What draws.
  ///   - test: The questions.
  ///   - data: The data set that they are of.
  ///   - sampling: How the pictures are drawn.
  ///   - metric: What the figures are called.
  ///   - advanced: Called after each question with the number that are done; a false answer stops.
  /// - Returns: The report; nil where it was stopped.
  /// - Throws: `InputError` where a tokenizer is damaged.
  func report(
    of model: Model, _ test: CaptionRetrieval, of data: any CaptionedPictures,
    _ sampling: Sampling, metric: MetricSignature, advanced: (Int) -> Bool
  ) throws -> ScoreReport? {
    var drawn: [[UnitVector]] = []
    for (number, question) in test.questions.enumerated() {
      drawn.append(
        try vectors(of: question.caption, number, by: model, sampling))
      guard advanced(drawn.count) else { return nil }
    }
    let ceiling = try scoresOfReal(test, of: data, side: model.side) { _ in
      advanced(drawn.count)
    }
    guard let ceiling else { return nil }
    return ScoreReport(
      metric: metric, scores: try scores(test, drawn), ceiling: ceiling,
      floor: try scores(test, test.questions.map { drawn[$0.stranger] }))
  }

  private func read(_ caption: String) throws -> UnitVector {
    if let vector = captions[caption] { return vector }
    let vector = try judge.read(caption).vector
    captions[caption] = vector
    return vector
  }
}
