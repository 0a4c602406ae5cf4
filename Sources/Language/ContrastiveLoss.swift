import Tensors

/// The symmetric contrastive loss of pictures and captions, with wrong captions beside the right
/// ones and false negatives left out.
///
/// InfoNCE, as in CLIP (Radford et al. 2021). With u_i the unit vector of picture i, v_j that of
/// caption j and τ the temperature,
///
///     L = - mean_i log softmax_j(u_i · v_j / τ)_i - mean_j log softmax_i(u_i · v_j / τ)_j
///
/// halved; the first softmax runs over all captions, right and wrong, the second over the right
/// ones' pictures.
///
/// - Parameters:
///   - pictures: `[N, width]`.
///   - captions: `[M, width]`, M ≥ N; the first N belong to the pictures.
///   - isTrue: `N` rows of `M`: whether caption j is true of picture i. A true caption that is not
///     the picture's own counts neither for nor against it.
///   - temperature: τ.
/// - Returns: the loss, and the fraction of pictures whose own caption comes first.
public func contrastiveLoss(
  pictures: Tensor, captions: Tensor, isTrue: [[Bool]], temperature: Float
) -> (loss: Tensor, accuracy: Float) {
  let (n, m) = (pictures.shape[0], captions.shape[0])
  require(
    m >= n && isTrue.count == n && isTrue.allSatisfy { $0.count == m },
    "contrastiveLoss: expected truth of \(n) pictures and \(m) captions, got \(isTrue.count) rows")
  // Below every score, which are from -1 / τ to 1 / τ, by so much that nothing is left of it.
  let ignoredScore = -100 - 2 / temperature
  let ignored = Tensor(
    isTrue.enumerated().flatMap { i, row in
      row.enumerated().map { j, holds in holds && i != j ? ignoredScore : 0 }
    }, shape: [n, m])
  let similarity = unit(pictures).matmul(unit(captions), transposingRight: true)
  let scores = similarity.scaled(by: 1 / temperature) + ignored
  let diagonal = Tensor(
    (0..<n).flatMap { i in (0..<n).map { $0 == i ? 1 : 0 } }, shape: [n, n])
  func ownShare(_ logProbabilities: Tensor) -> Tensor {
    (logProbabilities * diagonal).sum().scaled(by: -0.5 / Float(n))
  }
  let byPicture = ownShare(scores.logSoftmax().slice(alongAxis: 1, 0..<n))
  let byCaption = ownShare(
    scores.slice(alongAxis: 1, 0..<n).transposed([1, 0]).logSoftmax())
  return (byPicture + byCaption, fractionOwnFirst(scores))
}

/// Every row divided by its Euclidean norm.
func unit(_ rows: Tensor) -> Tensor {
  rows / rows.square().sum(alongAxes: [1]).scaled(by: 1, plus: 1e-8).squareRoot()
}

private func fractionOwnFirst(_ scores: Tensor) -> Float {
  let (n, m) = (scores.shape[0], scores.shape[1])
  // Not to be beaten is enough: a batch may have one caption twice.
  let hits = scores.withElements { s in
    (0..<n).count { i in (0..<m).allSatisfy { s[i * m + i] >= s[i * m + $0] } }
  }
  return Float(hits) / Float(n)
}
