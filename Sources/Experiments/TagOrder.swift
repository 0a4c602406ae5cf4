import Datasets

/// `parts` in the order that reports have the tags in: that of the evaluation prompts' tags, then
/// the others as they come.
func byTag<Part>(_ parts: [Part], _ tag: (Part) -> String) -> [Part] {
  let known = EvaluationPrompts.tags
  func place(_ index: Int) -> Int { known.firstIndex(of: tag(parts[index])) ?? known.count }
  return parts.indices.sorted { (place($0), $0) < (place($1), $1) }.map { parts[$0] }
}
