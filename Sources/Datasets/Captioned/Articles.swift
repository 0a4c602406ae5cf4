/// `noun` with "a" or "an" before it; as it is where it looks like a plural.
///
/// Goes by the spelling: "an ankle boot", "a unicorn", "a compass", "glasses".
func withArticle(_ noun: String) -> String {
  let lower = noun.lowercased()
  let isPlural = lower.hasSuffix("s") && !["ss", "us"].contains { lower.hasSuffix($0) }
  if isPlural || lower.isEmpty { return noun }
  // Written with a vowel, spoken with a consonant.
  let isSpokenOtherwise = ["uni", "one"].contains { lower.hasPrefix($0) }
  let isVowel = lower.first.map { "aeiou".contains($0) } ?? false
  return (isVowel && !isSpokenOtherwise ? "an " : "a ") + noun
}
