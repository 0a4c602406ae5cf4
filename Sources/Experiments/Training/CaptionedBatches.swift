import Adversarial
import Datasets
import Files
import Imaging
import Language
import Tensors

/// A data set of captioned pictures as training batches: its training entries, each with one of its
/// captions and a wrong one.
public final class CaptionedBatches: TrainingBatches {
  private let sampler: CaptionSampler
  private let entries: [CaptionedEntry]
  private let pictures: PictureStore
  private let tokenizer: Tokenizer
  private let length: Int
  private let side: Int
  private let seed: UInt64
  private let augmentation: PictureAugmentation?
  private var unreadable: Set<Int> = []

  /// What is wrong with each picture that could not be read so far; others were drawn in its place.
  public private(set) var leftOut: [String] = []
  /// How many pictures in a row may be unreadable.
  private static let patience = 100

  /// Batches of `side` by `side` pictures with captions of `length` ids.
  ///
  /// - Parameters:
  ///   - data: the pictures and captions.
  ///   - tokenizer: cuts captions into ids.
  ///   - length: the ids of a caption.
  ///   - side: the pictures' side in pixels.
  ///   - seed: of what is drawn.
  ///   - augmentation: how the pictures are changed at random; nil where they are not.
  /// - Throws: `InputError` where the data set has nothing to train on; see `CaptionSampler`.
  public init(
    _ data: any CaptionedPictures, tokenizer: Tokenizer, length: Int, side: Int, seed: UInt64,
    augmentation: PictureAugmentation? = nil
  ) throws {
    sampler = try CaptionSampler(data)
    entries = data.entries
    pictures = PictureStore(data, side: side)
    self.tokenizer = tokenizer
    self.length = length
    self.side = side
    self.seed = seed
    self.augmentation = augmentation
  }

  /// The batch of a step.
  ///
  /// In the place of a picture that cannot be read the next one is drawn: it depends on the data,
  /// and not on what was drawn before. A caption is taken to be true of a picture where it is one
  /// of its own.
  ///
  /// - Throws: `InputError` where no picture can be read, or the tokenizer cannot encode a caption.
  public func batch(stage: Stage, step: Int, size: Int) throws -> TrainingBatch {
    let first = (0..<size).map { place in
      var random = RandomSource(seed: seed, stage.address, UInt64(step), UInt64(place))
      return (sample: sampler.sample(using: &random), random: random)
    }
    pictures.read(first.map(\.sample.entry))
    let drawn = try first.map { sample, random in
      var random = random
      return try changedSample(sample, using: &random)
    }
    let samples = drawn.map(\.sample)
    func ids(_ captions: [String]) throws -> [[Int32]] {
      try captions.map { try tokenizer.ids(of: $0, length: length) }
    }
    let (right, wrong) = (samples.map(\.caption), samples.map(\.wrongCaption))
    return TrainingBatch(
      pictures: tensor(of: drawn.map(\.picture), side: side),
      captions: try ids(right), wrongCaptions: try ids(wrong),
      isTrue: stage == .pretraining
        ? samples.map { sample in
          (right + wrong).map { entries[sample.entry].captions.contains($0) }
        } : nil)
  }

  /// `first` or the next readable sample, its picture changed where there is an augmentation.
  private func changedSample(
    _ first: CaptionSampler.Sample, using random: inout RandomSource
  ) throws -> (sample: CaptionSampler.Sample, picture: RGBImage) {
    let (sample, picture) = try readableSample(first, using: &random)
    guard let augmentation else { return (sample, picture) }
    let change = augmentation.change(using: &random)
    return (sample, change(picture, using: &random))
  }

  /// `first` or the next sample whose picture can be read.
  private func readableSample(
    _ first: CaptionSampler.Sample, using random: inout RandomSource
  ) throws -> (sample: CaptionSampler.Sample, picture: RGBImage) {
    var sample = first
    var tries = 0
    while true {
      do {
        return (sample, try pictures[sample.entry])
      } catch let error as InputError {
        tries += 1
        guard tries < Self.patience else { throw error }
        if unreadable.insert(sample.entry).inserted { leftOut.append("\(error)") }
      }
      sample = sampler.sample(using: &random)
    }
  }
}

/// The training pictures of a data set at one size: each is read once, where all of them fit into
/// memory, else for every batch.
final class PictureStore {
  /// The most bytes of pictures that are kept.
  static let memory = 512 << 20

  private let data: any CaptionedPictures
  private let side: Int
  private let isKept: Bool
  private var pictures: [Int: Result<RGBImage, any Error>] = [:]

  init(_ data: any CaptionedPictures, side: Int) {
    self.data = data
    self.side = side
    isKept = data.entries.count { !$0.isHeldOut } * side * side * 3 <= Self.memory
  }

  /// Reads the pictures of a batch's entries, several at the same time.
  func read(_ entries: [Int]) {
    if !isKept { pictures = [:] }
    let missing = Set(entries).filter { pictures[$0] == nil }.sorted()
    let (data, side) = (data, side)
    let found = parallelMap(missing.count) { index in
      Result { try data.picture(missing[index], side: side) }
    }
    for (entry, picture) in zip(missing, found) { pictures[entry] = picture }
  }

  /// The picture of an entry; those that `read` has not met are read now.
  subscript(entry: Int) -> RGBImage {
    get throws {
      let picture = pictures[entry] ?? Result { try data.picture(entry, side: side) }
      pictures[entry] = picture
      return try picture.get()
    }
  }
}
