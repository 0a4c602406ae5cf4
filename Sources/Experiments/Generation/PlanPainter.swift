import Imaging
import TextToImage

/// Draws pictures of a plan on one thread.
struct PlanPainter {
  private let drawing: PlanDrawing
  private let stored: StoredModel
  private let judge: StoredJudge?
  private var sampler: PictureSampler

  /// A painter with a model of its own; it reads the judge, where the drawing has one.
  ///
  /// - Throws: `InputError` where the judge cannot be read.
  init(
    _ drawing: PlanDrawing, by stored: StoredModel, didRead: @escaping (String, Reading) -> Void
  ) throws {
    self.drawing = drawing
    self.stored = stored
    judge = try drawing.bestOf.map { try StoredJudge($0.judge) }
    sampler = PictureSampler(stored.model, didRead: didRead)
  }

  /// Draws a picture of the plan, and writes it where it has a path of its own; calls `advanced`
  /// after each one that it draws on the way.
  ///
  /// - Throws: `InputError` where the model is damaged or refuses a prompt, the candidates' seeds
  ///   are too large, or the picture cannot be written.
  mutating func draw(
    _ planned: GenerationPlan.Picture, advanced: () -> Void
  ) throws -> DrawnPicture {
    let reading = try sampler.read(planned.prompt).reading
    let best = planned.blend == nil ? try best(of: planned, reading, advanced: advanced) : nil
    let seed = best?.seed ?? planned.seed
    let (image, stages) = try sampler.picture(
      of: planned.prompt, seed: seed, planned.blend, truncation: drawing.truncation)
    advanced()
    let record = PictureRecord(
      of: image, prompt: planned.prompt, seed: seed, blend: planned.blend,
      truncation: drawing.truncation, modelName: stored.header.name,
      modelHash: try stored.verifiedHash(), software: drawing.software, stages: stages,
      choice: best?.choice)
    if let path = planned.path { try PNG.write(image, text: record.textChunks, to: path) }
    return DrawnPicture(image, record, of: reading, path: planned.path)
  }

  /// The candidate that agrees best with its prompt, the first of equals; nil without a judge.
  ///
  /// After DALL-E (Ramesh and others, 2021, section 2.6).
  private func best(
    of planned: GenerationPlan.Picture, _ reading: Reading, advanced: () -> Void
  ) throws -> (seed: UInt64, choice: PictureRecord.Choice)? {
    guard let judge, let count = drawing.bestOf?.count else { return nil }
    let sentence = try judge.judge.read(planned.prompt).vector
    var best: (seed: UInt64, choice: PictureRecord.Choice, cosine: Double)?
    for seed in try SeedList.candidates(of: planned.seed, count: count).seeds {
      let image = stored.model.picture(
        of: reading.text, seed: seed, truncation: Float(drawing.truncation))
      let vector = judge.judge.vector(of: image)
      let cosine = vector.cosine(with: sentence)
      if cosine > best?.cosine ?? -2 {
        let agreement = Judge.agreement(of: vector, with: sentence)
        let choice = PictureRecord.Choice(
          count: count, agreement: agreement, judgeHash: judge.hash)
        best = (seed, choice, cosine)
      }
      advanced()
    }
    return best.map { ($0.seed, $0.choice) }
  }
}
