import Datasets
import Files
import Tensors
import TextToImage

/// What an evaluation or a comparison will cost, from a few of its pictures.
public struct ScoringForecast: CustomStringConvertible {
  /// One model's part.
  public struct Part: Sendable {
    /// What the model is called.
    public let model: String
    /// The prompts it draws.
    public let prompts: Int
    /// The pictures it draws.
    public let pictures: Int
    /// The multiplications with addition that one picture takes, its prompt included.
    public let multiplyAddsPerPicture: Int
    /// The seconds that drawing and judging a picture takes, in the mean.
    public let secondsPerPicture: Double

    /// The seconds of all its pictures.
    public var seconds: Double { Double(pictures) * secondsPerPicture }
  }

  /// The resolved spec.
  public let spec: JSONValue
  /// The parts: one of an evaluation, two of a comparison.
  public let parts: [Part]
  /// The most memory the process had so far, in bytes.
  public let peakMemory: Int

  /// Draws and judges a few pictures of each part of an evaluation or a comparison.
  ///
  /// - Throws: `InputError` where a prompt set or a model is faulty.
  public init(of experiment: Experiment) throws {
    let plan = try ScoringPlan(experiment)
    spec = experiment.config
    parts = try plan.work.parts.map {
      try Part($0.stored, $0.set, scorer: plan.work.scorer, seeds: plan.seeds.count)
    }
    peakMemory = peakResidentMemory()
  }

  /// The seconds of all parts.
  public var seconds: Double { parts.reduce(0) { $0 + $1.seconds } }

  /// The forecast as JSON.
  public var json: JSONValue {
    [
      "spec": spec,
      "parts": .array(
        parts.map {
          [
            "model": .string($0.model), "prompts": .integer($0.prompts),
            "pictures": .integer($0.pictures),
            "multiply_adds_per_picture": .integer($0.multiplyAddsPerPicture),
            "seconds_per_picture": .exactly($0.secondsPerPicture),
            "seconds": .exactly($0.seconds),
          ]
        }),
      "seconds": .exactly(seconds),
      "peak_memory_bytes": .integer(peakMemory),
    ]
  }

  /// The forecast as a table for people.
  public var description: String {
    var rows = [["model", "prompts", "pictures", "million multiply-adds each", "time"]]
    for part in parts {
      rows.append([
        part.model, "\(part.prompts)", "\(part.pictures)",
        millions(part.multiplyAddsPerPicture), spelledDuration(part.seconds),
      ])
    }
    return aligned(rows)
      + "\n\n\(padded("time to finish"))\(spelledDuration(seconds))"
      + "\n\(padded("peak memory"))\(peakMemory >> 20) MiB"
  }
}

extension ScoringForecast.Part {
  /// Draws the first prompts of the set with one seed, the very first untimed, since it also
  /// prepares the kernels.
  fileprivate init(_ stored: StoredModel, _ set: PromptSet, scorer: PictureScorer, seeds: Int)
    throws
  {
    func draw(_ prompts: Range<Int>) throws {
      _ = try drawAndScore(
        set.selecting(Array(prompts)), with: stored, seeds: { _ in [0] }, by: scorer,
        keepsPictures: false)
    }
    let clock = ContinuousClock()
    let before = Engine.current.multiplyAdds
    try draw(0..<1)
    multiplyAddsPerPicture = Engine.current.multiplyAdds - before
    let sample = 0..<min(4, set.prompts.count)
    let time = try clock.measure { try draw(sample) }
    secondsPerPicture = time / .seconds(1) / Double(sample.count)
    model = stored.header.name
    prompts = set.prompts.count
    pictures = set.prompts.count * seeds
  }
}
