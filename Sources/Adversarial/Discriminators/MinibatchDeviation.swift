import Tensors

/// How much pictures of a batch differ, beside what is seen of each.
///
/// The minibatch standard deviation of Karras et al. 2018 ("Progressive Growing of GANs for Improved
/// Quality, Stability, and Variation", section 3), in groups as in StyleGAN2. A discriminator that
/// sees it finds out a generator whose pictures differ less than real ones.
public struct MinibatchDeviation {
  /// The most pictures of a group.
  let groupSize: Int

  /// `[N, H, W, C]` with one channel more, which at every place of a picture has its group's figure:
  /// the standard deviation of each number over the group, in the mean of all H W C.
  ///
  /// Neighbours make a group: as many as `groupSize` allows and N can be divided by.
  func callAsFunction(_ features: Tensor) -> Tensor {
    let (batch, numbers) = (features.shape[0], features.count / features.shape[0])
    let size = Self.groupSize(of: batch, upTo: groupSize)
    let groups = features.cast(to: .float32).reshaped(to: [batch / size, size, numbers])
    let variance = (groups - groups.mean(alongAxes: [1])).square().mean(alongAxes: [1])
    let deviation = variance.scaled(by: 1, plus: 1e-8).squareRoot().mean(alongAxes: [2])
    let channel = deviation.expanded(to: [
      batch / size, size, features.shape[1] * features.shape[2],
    ])
    .reshaped(to: features.shape.dropLast() + [1])
    return concatenate([features, channel.cast(to: features.dataType)], alongAxis: 3)
  }

  /// The pictures of each group of a batch: its largest divisor up to `limit`, 1 or more.
  public static func groupSize(of batch: Int, upTo limit: Int) -> Int {
    (1...max(1, min(limit, batch))).last { batch % $0 == 0 } ?? 1
  }
}
