import Experiments
import Files
import Imaging
import Language
import TextToImage

/// Draws pictures of a plan as `limn generate`'s options say, and warns of what the model makes
/// nothing of in a prompt.
struct Painter {
  /// A picture with all that is known of it.
  struct Drawn {
    let image: RGBImage
    let seed: UInt64
    let reading: Reading
    let stages: StageChecksums?
    let choice: PictureRecord.Choice?
  }

  private typealias Read = (reading: Reading, stages: StageChecksums)

  private let model: Model
  private let options: GenerateOptions
  private let judge: StoredJudge?
  private let warnings: PromptWarnings
  private var known: [(prompt: String, read: Read)] = []

  /// A painter with a model of its own, and with a judge of its own in the file `judge`.
  init(
    model: Model, judge: String?, _ options: GenerateOptions, _ warnings: PromptWarnings
  ) throws {
    self.model = model
    self.warnings = warnings
    self.options = options
    self.judge = try judge.map { try StoredJudge($0) }
  }

  /// Draws a picture of the plan; calls `advanced` after each one that it draws on the way.
  mutating func draw(
    _ planned: GenerationPlan.Picture, advanced: () -> Void
  ) throws -> Drawn {
    let (reading, textStages) = try read(planned.prompt)
    if let blend = planned.blend {
      let end = blend.prompt == planned.prompt ? nil : try read(blend.prompt).reading.text
      let image = model.picture(
        from: reading.text, seed: planned.seed, to: end, blend,
        truncation: Float(options.truncation))
      advanced()
      return Drawn(
        image: image, seed: planned.seed, reading: reading, stages: nil, choice: nil)
    }
    let best = try bestSeed(planned, reading, advanced: advanced)
    let seed = best?.seed ?? planned.seed
    let (image, stages) = model.pictureWithChecksums(
      of: reading, after: textStages, seed: seed, truncation: Float(options.truncation))
    advanced()
    return Drawn(image: image, seed: seed, reading: reading, stages: stages, choice: best?.choice)
  }

  /// The candidate that agrees best with its prompt, the first of equals.
  ///
  /// After DALL-E (Ramesh and others, 2021, section 2.6).
  private func bestSeed(
    _ planned: GenerationPlan.Picture, _ reading: Reading, advanced: () -> Void
  ) throws -> (seed: UInt64, choice: PictureRecord.Choice)? {
    guard let judge, let count = options.bestOf else { return nil }
    let sentence = try judge.judge.read(planned.prompt).vector
    var best: (seed: UInt64, choice: PictureRecord.Choice, cosine: Double)?
    for seed in try SeedList.candidates(of: planned.seed, count: count).seeds {
      let image = model.picture(
        of: reading.text, seed: seed, truncation: Float(options.truncation))
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

  /// Reads a prompt, the last two only once.
  private mutating func read(_ prompt: String) throws -> Read {
    if let read = known.first(where: { $0.prompt == prompt })?.read { return read }
    let read = try model.readWithChecksums(prompt)
    known = known.suffix(1) + [(prompt, read)]
    warnings.warn(of: read.reading, prompt, by: model)
    return read
  }
}
