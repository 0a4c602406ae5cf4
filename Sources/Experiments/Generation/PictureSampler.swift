import Imaging
import TextToImage

/// Draws with one model what plans and records say of pictures; of the prompts it has read it keeps
/// the last two.
struct PictureSampler {
  /// A prompt, read, and the checksums of the stages up to its embedding.
  typealias Read = (reading: Reading, stages: StageChecksums)

  /// What draws.
  let model: Model
  private let didRead: (String, Reading) -> Void
  private var known: [(prompt: String, read: Read)] = []

  /// A sampler of `model`; calls `didRead` with each prompt that it reads.
  init(_ model: Model, didRead: @escaping (String, Reading) -> Void = { _, _ in }) {
    self.model = model
    self.didRead = didRead
  }

  /// Reads a prompt, unless it is one of the last two.
  ///
  /// - Throws: `InputError` (`invalid`) where the tokenizer refuses it.
  mutating func read(_ prompt: String) throws -> Read {
    if let read = known.first(where: { $0.prompt == prompt })?.read { return read }
    let read = try model.readWithChecksums(prompt)
    known = known.suffix(1) + [(prompt, read)]
    didRead(prompt, read.reading)
    return read
  }

  /// Draws the picture of a prompt and a seed, or one on the way to others.
  ///
  /// - Returns: The picture, and the checksums of the stages before it; none on a way.
  /// - Throws: `InputError` (`invalid`) where the tokenizer refuses a prompt.
  mutating func picture(
    of prompt: String, seed: UInt64, _ blend: Blend?, truncation: Double
  ) throws -> (image: RGBImage, stages: StageChecksums?) {
    let (reading, textStages) = try read(prompt)
    guard let blend else {
      return model.pictureWithChecksums(
        of: reading, after: textStages, seed: seed, truncation: Float(truncation))
    }
    let end = blend.prompt == prompt ? nil : try read(blend.prompt).reading.text
    let image = model.picture(
      from: reading.text, seed: seed, to: end, blend, truncation: Float(truncation))
    return (image, nil)
  }
}
