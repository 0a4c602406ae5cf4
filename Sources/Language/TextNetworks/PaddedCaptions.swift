import Tensors

/// A batch of captions as ids, all of one length, and where they are words and not padding.
struct PaddedCaptions {
  /// The number of captions.
  let count: Int
  /// The number of ids of each.
  let length: Int
  /// What hides a word from attention when it is added to its score.
  static let hidden: Float = -60

  /// The ids of each caption.
  let rows: [[Int32]]
  /// All ids, row by row.
  let ids: [Int]
  /// Whether each of `ids` is a word.
  let isWord: [Bool]

  /// The captions of `rows`, which are padded at the end.
  init(_ rows: [[Int32]], padding: Int32) {
    self.rows = rows
    count = rows.count
    length = rows.first?.count ?? 0
    ids = rows.flatMap { row in row.map(Int.init) }
    isWord = rows.flatMap { row in row.map { $0 != padding } }
  }

  /// What is added to attention scores: `[count, 1, 1, length]`.
  var mask: Tensor { Tensor(isWord.map { $0 ? 0 : Self.hidden }, shape: [count, 1, 1, length]) }

  /// The mean of the vectors of `words` `[count, length, width]`, leaving out padding:
  /// `[count, width]`.
  func mean(of words: Tensor) -> Tensor {
    var weights = [Float](repeating: 0, count: count * length)
    for row in 0..<count {
      let range = (row * length)..<((row + 1) * length)
      let words = max(1, isWord[range].count { $0 })
      for i in range where isWord[i] { weights[i] = 1 / Float(words) }
    }
    return Tensor(weights, shape: [count, 1, length]).matmul(words)
      .reshaped(to: [count, words.shape[2]])
  }
}
