/// The name among `names` that `name` is most likely a misspelling of.
///
/// Nil where none is near: at most a third of the letters, and always at least one, may differ.
/// Case never counts. Of two equally near names the first wins.
public func nearestName(to name: String, among names: [String]) -> String? {
  let wanted = Array(name.lowercased().unicodeScalars)
  var best: (name: String, distance: Int)?
  for candidate in names {
    let letters = Array(candidate.lowercased().unicodeScalars)
    let distance = editDistance(wanted, letters)
    let allowed = max(1, max(wanted.count, letters.count) / 3)
    if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.name
}

/// The least number of insertions, deletions, substitutions and swaps of neighbours that turn one
/// sequence into the other, no place edited twice (optimal string alignment).
func editDistance<Element: Equatable>(_ first: [Element], _ second: [Element]) -> Int {
  var older: [Int] = []
  var previous = Array(0...second.count)
  for i in first.indices {
    var current = [i + 1]
    for j in second.indices {
      let substitution = previous[j] + (first[i] == second[j] ? 0 : 1)
      var least = min(substitution, previous[j + 1] + 1, current[j] + 1)
      if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
        least = min(least, older[j - 1] + 1)
      }
      current.append(least)
    }
    (older, previous) = (previous, current)
  }
  return previous[second.count]
}
