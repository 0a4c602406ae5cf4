/// Labels as the ids of their pieces, to be found in captions.
struct Labels {
  /// How many there are.
  let count: Int
  /// The labels that begin with a piece, longest first.
  private let beginning: [Int32: [(label: Int, pieces: [Int32])]]

  /// Labels from the ids of each.
  init(_ labels: [[Int32]]) {
    count = labels.count
    var beginning: [Int32: [(label: Int, pieces: [Int32])]] = [:]
    for (label, pieces) in labels.enumerated() {
      if let first = pieces.first { beginning[first, default: []].append((label, pieces)) }
    }
    self.beginning = beginning.mapValues { known in
      known.sorted { ($1.pieces.count, $0.label) < ($0.pieces.count, $1.label) }
    }
  }

  /// The labels that a caption's ids name, read from the left; where several begin, the longest.
  ///
  /// A word that only begins with a label names it too, as plurals do.
  func named(in ids: [Int32]) -> Set<Int> {
    var found: Set<Int> = []
    var rest = ids[...]
    while let first = rest.first {
      if let known = beginning[first]?.first(where: { rest.starts(with: $0.pieces) }) {
        found.insert(known.label)
        rest = rest.dropFirst(known.pieces.count)
      } else {
        rest = rest.dropFirst()
      }
    }
    return found
  }
}
