import Adversarial
import Imaging
import Tensors

/// A data set as training batches.
///
/// What a batch holds depends on the seed, the stage, the step and the place in the batch, and on
/// nothing that was drawn before.
public protocol TrainingBatches {
  /// What is wrong with each picture that could not be read so far, and was left out.
  var leftOut: [String] { get }

  /// The batch of a step; it tells which captions are true of which pictures in pre-training alone.
  ///
  /// - Throws: `InputError` where a picture cannot be read or the tokenizer is damaged.
  func batch(stage: Stage, step: Int, size: Int) throws -> TrainingBatch
}

extension TrainingBatches {
  /// Nothing, where all pictures are drawn.
  public var leftOut: [String] { [] }
}

/// Square pictures of one side as networks take them, `[N, side, side, 3]`, in -1...1.
func tensor(of pictures: [RGBImage], side: Int) -> Tensor {
  let count = side * side * 3
  return Tensor(shape: [pictures.count, side, side, 3]) { buffer in
    _ = parallelMap(pictures.count) { i in
      pictures[i].writeNormalized(
        into: UnsafeMutableBufferPointer(rebasing: buffer[(i * count)..<((i + 1) * count)]))
    }
  }
}
