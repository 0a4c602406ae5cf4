import Datasets
import Evaluation
import Files
import Language
import OrderedCollections

/// The data set of captioned pictures that `spec` names; nil for the Shapes world, which is drawn.
///
/// - Throws: `InputError` (`missing`) where it is not there, with what installs it; `SpecError`.
public func captionedPictures(for spec: DatasetSpec) throws -> (any CaptionedPictures)? {
  switch spec.name {
  case .shapes: nil
  case .fashionMNIST: try FashionMNIST()
  case .emoji: try NotoEmoji()
  case .folder: try openFolder(spec.path ?? "")
  }
}

/// The pictures of a folder; what cannot be used of it is left out.
private func openFolder(_ path: String) throws -> FolderPictures {
  let pictures = try FolderPictures(folder: path)
  guard !pictures.entries.isEmpty else {
    throw InputError(
      .invalid, path: path, expected: "pictures with captions", found: "none that can be used",
      hint: "see what is wrong with limn dataset check")
  }
  return pictures
}

/// What a training run learns from: the Shapes world, or a data set of captioned pictures.
public struct TrainingData: Sendable {
  /// The pictures that are read; nil for the Shapes world.
  public let pictures: (any CaptionedPictures)?

  /// The Shapes world.
  public static let shapes = TrainingData(pictures: nil)

  private let wordings: Wordings

  /// The data of the given pictures; nil for the Shapes world.
  ///
  /// - Parameters:
  ///   - pictures: The pictures that are read.
  ///   - wordings: How much the wordings of the Shapes world's captions vary.
  public init(pictures: (any CaptionedPictures)?, wordings: Wordings = .plain) {
    self.pictures = pictures
    self.wordings = wordings
  }

  /// Opens the data that `spec` names.
  ///
  /// - Throws: `InputError` or `SpecError`, as `captionedPictures` does.
  public init(_ spec: DatasetSpec) throws {
    pictures = try captionedPictures(for: spec)
    wordings = spec.wordings
  }

  /// How much of a folder cannot be used, as a sentence; nil where all can.
  var leftOut: String? {
    guard let folder = pictures as? FolderPictures, !folder.problems.isEmpty else { return nil }
    return
      "\(counted(folder.problems.count, "problem")) in \(folder.name), \(folder.entries.count) of its "
      + "pictures can be used: limn dataset check says what is wrong"
  }

  /// Where a folder has few concepts and some of them are held out with all their pictures, that
  /// they are, as a sentence.
  var neverSeen: String? {
    guard let folder = pictures as? FolderPictures, !folder.unseenConcepts.isEmpty,
      Set(folder.entries.map(\.concept)).count < 20
    else { return nil }
    return "training never sees a picture of \(folder.unseenConcepts.joined(separator: ", ")): "
      + "\(folder.name) gives no split, and a tenth of its concepts is held out (docs/datasets.md)"
  }

  /// What a run's record says of the data; nil for the Shapes world, which the spec tells in full.
  public var record: DatasetRecord? {
    pictures.map { DatasetRecord(name: $0.name, pictures: $0.entries.count, sha256: $0.hash) }
  }

  /// Captions of training pictures, for a tokenizer to learn from: `count` of the Shapes world's
  /// stream `seed`; of a data set no caption twice, at most `count`, spread evenly.
  public func captions(count: Int, seed: Int) -> [String] {
    guard let pictures else {
      return ShapesWorld.captions(count: count, seed: UInt64(seed), wordings)
    }
    return pictures.trainingCaptions.evenlySpread(count)
  }

  /// What may be named in captions of training pictures: the attributes of the Shapes world, or a
  /// data set's concepts that stand in captions of theirs, sorted.
  private var labelNames: [String] {
    guard let pictures else { return ShapesWorld.attributes }
    var found: Set<String> = []
    for entry in pictures.entries where !entry.isHeldOut && !found.contains(entry.concept) {
      let name = entry.concept.lowercased()
      if entry.captions.contains(where: { $0.lowercased().contains(name) }) {
        found.insert(entry.concept)
      }
    }
    return found.sorted()
  }

  /// The labels of `labelNames` as the ids of their pieces, each once.
  ///
  /// - Parameters:
  ///   - tokenizer: cuts captions into ids.
  ///   - length: the ids of a caption; longer labels are left out.
  /// - Returns: the ids of each.
  /// - Throws: `InputError` (`invalid`) where there are fewer than two.
  func labels(_ tokenizer: Tokenizer, length: Int) throws -> [[Int32]] {
    let labels = OrderedSet(
      try labelNames.map { try tokenizer.encode($0).ids }.filter {
        !$0.isEmpty && $0.count < length
      })
    guard labels.count > 1 else {
      throw InputError(
        .invalid, path: pictures?.name ?? "shapes",
        expected: "captions that name two or more concepts, for \"labels\" to read",
        found: "\(labels.count)", hint: "choose another textEncoder.architecture")
    }
    return labels.elements
  }

  /// The data as training batches of the run that `spec` describes.
  ///
  /// - Throws: `InputError` where there is nothing to train on.
  func batches(of spec: TrainingSpec, tokenizer: Tokenizer) throws -> any TrainingBatches {
    let (length, side) = (spec.textEncoder.length, spec.dataset.size)
    guard let pictures else {
      return ShapesBatches(
        tokenizer: tokenizer, length: length, side: side,
        slots: spec.recipe == .slots ? spec.generator.slots : nil, seed: UInt64(spec.seed),
        wordings: wordings,
        hasMisplacingCaptions: spec.textEncoder.pretraining.hasMisplacingCaptions,
        hasOutlines: spec.recipe == .pix2pix)
    }
    return try CaptionedBatches(
      pictures, tokenizer: tokenizer, length: length, side: side, seed: UInt64(spec.seed))
  }

  /// The data as the judge that `spec` describes learns from it.
  func learned(by spec: JudgeSpec) -> TrainingData {
    guard let pictures, spec.learnsFrom == .all else { return self }
    return TrainingData(pictures: WithoutSplit(pictures))
  }

  /// The data as training batches of the judge that `spec` describes.
  ///
  /// - Throws: `InputError` where there is nothing to train on.
  func batches(of spec: JudgeSpec, tokenizer: Tokenizer) throws -> any TrainingBatches {
    let (length, side, seed) = (
      spec.textEncoder.length, spec.dataset.size, UInt64(spec.seed)
    )
    guard let pictures else {
      return ShapesBatches(
        tokenizer: tokenizer, length: length, side: side, seed: seed, wordings: wordings,
        hasMisplacingCaptions: spec.textEncoder.pretraining.hasMisplacingCaptions)
    }
    return try CaptionedBatches(
      pictures, tokenizer: tokenizer, length: length, side: side, seed: seed,
      augmentation: spec.augmentation)
  }

  /// How the model of the run that `spec` describes is looked at and scored.
  func scoring(of spec: TrainingSpec) -> any ModelScoring {
    guard let pictures else {
      return spec.recipe == .pix2pix
        ? OutlineScoring(spec.evaluation) : ShapesScoring(spec.evaluation)
    }
    return CaptionedScoring(pictures, spec.evaluation)
  }
}
