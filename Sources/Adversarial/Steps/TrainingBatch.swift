import Tensors

/// One step's share of a captioned data set.
public struct TrainingBatch {
  /// Pictures, `[N, side, side, 3]`, float32, in -1...1.
  public let pictures: Tensor
  /// The ids of each picture's caption, padded.
  public let captions: [[Int32]]
  /// The ids of a caption that each picture makes false, padded; in pre-training perhaps of a second
  /// one of each after them.
  public let wrongCaptions: [[Int32]]
  /// What only drawn scenes tell; nil where the pictures are read.
  public let scene: SceneTruth?
  /// The pictures that are to become `pictures`, of their shape and range; nil where nothing is
  /// translated.
  public let sources: Tensor?
  /// The noise of each picture where it tells what the caption leaves open, `[N, latentWidth]`; nil
  /// where noise and pictures are independent.
  public let noise: Tensor?
  /// Which captions, the right ones and then the wrong ones, are true of each picture; nil in
  /// stages that do not ask.
  public let isTrue: [[Bool]]?

  /// A batch from its parts.
  public init(
    pictures: Tensor, captions: [[Int32]], wrongCaptions: [[Int32]], scene: SceneTruth? = nil,
    sources: Tensor? = nil, noise: Tensor? = nil, isTrue: [[Bool]]? = nil
  ) {
    self.pictures = pictures
    self.captions = captions
    self.wrongCaptions = wrongCaptions
    self.scene = scene
    self.sources = sources
    self.noise = noise
    self.isTrue = isTrue
  }

  /// `sources`, for the steps that cannot do without.
  var knownSources: Tensor {
    guard let sources else {
      fatalError("TrainingBatch: expected sources to translate, got pictures alone")
    }
    return sources
  }

  /// `isTrue`, for the steps that cannot do without.
  var knownTruth: [[Bool]] {
    guard let isTrue else {
      fatalError("TrainingBatch: expected which captions are true, got a batch of another stage")
    }
    return isTrue
  }

  /// `scene`, for the steps that cannot do without.
  var knownScene: SceneTruth {
    guard let scene else {
      fatalError("TrainingBatch: expected the truth of the scenes, got pictures alone")
    }
    return scene
  }
}

/// What is known of the pictures of a batch because their scenes are.
public struct SceneTruth {
  /// Pictures of other scenes with the same layout and the same looks where the captions leave them
  /// open, `[N, side, side, 3]`: what the scene encoder may see.
  public let lookalikes: Tensor
  /// Where the pictures' objects lie, in the order in which the captions tell of them.
  public let layout: Layout
  /// The ids of a caption that the layout of each picture makes false, where there is one, padded.
  public let misplacingCaptions: [[Int32]]

  /// The truth from its parts.
  public init(lookalikes: Tensor, layout: Layout, misplacingCaptions: [[Int32]]) {
    self.lookalikes = lookalikes
    self.layout = layout
    self.misplacingCaptions = misplacingCaptions
  }
}

/// Named numbers that a training step reports, in a fixed order.
public typealias StepReport = [(name: String, value: Float)]
