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
    let choice: Choice?
  }

  private typealias Read = (reading: Reading, stages: StageChecksums)

  private let model: Model
  private let options: GenerateOptions
  private let judge: Judge?
  private let warnings: PromptWarnings
  private var known: [(prompt: String, read: Read)] = []

  init(model: Model, _ options: GenerateOptions, _ warnings: PromptWarnings) throws {
    self.model = model
    self.warnings = warnings
    self.options = options
    judge =
      options.bestOf == nil
      ? nil
      : try StoredJudge(
        options.judge ?? ShippedFile.judge.find(since: "--best-of chooses by it")
      ).judge
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
    let choice = try bestSeed(planned, reading, advanced: advanced)
    let seed = choice?.seed ?? planned.seed
    let (image, stages) = model.pictureWithChecksums(
      of: reading, after: textStages, seed: seed, truncation: Float(options.truncation))
    advanced()
    return Drawn(image: image, seed: seed, reading: reading, stages: stages, choice: choice)
  }

  /// The candidate that agrees best with its prompt, the first of equals.
  ///
  /// After DALL-E (Ramesh and others, 2021, section 2.6).
  private func bestSeed(
    _ planned: GenerationPlan.Picture, _ reading: Reading, advanced: () -> Void
  ) throws -> Choice? {
    guard let judge, let count = options.bestOf else { return nil }
    let sentence = try judge.read(planned.prompt).vector
    var best: (choice: Choice, cosine: Double)?
    for seed in try options.candidates(of: planned.seed, count: count).seeds {
      let image = model.picture(
        of: reading.text, seed: seed, truncation: Float(options.truncation))
      let vector = judge.vector(of: image)
      let cosine = vector.cosine(with: sentence)
      if cosine > best?.cosine ?? -2 {
        let agreement = Judge.agreement(of: vector, with: sentence)
        best = (Choice(seed: seed, count: count, agreement: agreement), cosine)
      }
      advanced()
    }
    return best?.choice
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

/// Which of several pictures `--best-of` kept.
struct Choice {
  /// The seed of the picture.
  let seed: UInt64
  /// The number of pictures that it was chosen from.
  let count: Int
  /// How well it agrees with its prompt, 0 to 1.
  let agreement: Double

  var json: JSONValue {
    ["count": .integer(count), "seed": .integer(Int(seed)), "agreement": .exactly(agreement)]
  }
}
