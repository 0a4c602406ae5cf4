/// `noun` with "a" or "an" before it; as it is where it looks like a plural.
///
/// Goes by the spelling: "an ankle boot", "a unicorn", "a compass", "a face with glasses",
/// "glasses".
func withArticle(_ noun: String) -> String {
  let words = noun.lowercased().split(separator: " ")
  let head = words.first.map { [$0] + words.dropFirst().prefix { !linkingWords.contains($0) } }
  guard let first = words.first, let last = head?.last else { return noun }
  let endsAsPlural = last.hasSuffix("s") && !last.hasSuffix("ss") && !last.hasSuffix("us")
  if endsAsPlural || irregularPlurals.contains(last) { return noun }
  // Written with a vowel, spoken with a consonant.
  let isSpokenOtherwise = first.hasPrefix("uni") || first.hasPrefix("one")
  let isVowel = first.first.map { "aeiou".contains($0) } ?? false
  return (isVowel && !isSpokenOtherwise ? "an " : "a ") + noun
}

/// The words that a noun's own words end before.
private let linkingWords: Set<Substring> = [
  "and", "down", "from", "holding", "in", "of", "on", "showing", "up", "with", "without",
]

private let irregularPlurals: Set<Substring> = ["feet", "men", "people", "teeth", "women"]
