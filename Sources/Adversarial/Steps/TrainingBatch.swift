import Tensors

/// One step's share of a captioned data set.
public struct TrainingBatch {
  /// Pictures, `[N, side, side, 3]`, float32, in -1...1.
  public let pictures: Tensor
  /// Pictures of other scenes with the same layout and the same looks where the captions leave them
  /// open, `[N, side, side, 3]`: what the scene encoder may see.
  public let lookalikes: Tensor
  /// Where the pictures' objects lie, in the order in which the captions tell of them.
  public let layout: Layout
  /// The ids of each picture's caption, padded.
  public let captions: [[Int32]]
  /// The ids of a caption that each picture makes false, padded.
  public let wrongCaptions: [[Int32]]
  /// The ids of a caption that the layout of each picture makes false, where there is one, padded.
  public let misplacingCaptions: [[Int32]]

  /// A batch from its parts.
  public init(
    pictures: Tensor, lookalikes: Tensor, layout: Layout, captions: [[Int32]],
    wrongCaptions: [[Int32]], misplacingCaptions: [[Int32]]
  ) {
    self.pictures = pictures
    self.lookalikes = lookalikes
    self.layout = layout
    self.captions = captions
    self.wrongCaptions = wrongCaptions
    self.misplacingCaptions = misplacingCaptions
  }
}

/// Named numbers that a training step reports, in a fixed order.
public typealias StepReport = [(name: String, value: Float)]
