/// Where the words of a prompt and its expectation cannot both be meant, a sentence each.
///
/// Only what the prompt says outright counts: a colour, a size, a number, a background or a
/// relation other than the expected one, or an expected shape that it never names.
func contradictions(of prompt: String, with expectation: Expectation) -> [String] {
  guard let facts = PromptFacts(prompt) else { return [] }
  let objects = expectation.include.enumerated().flatMap { index, object in
    [contradiction(of: facts, with: object, index, of: expectation.include)].compactMap { $0 }
      + [misplacement(in: facts, of: index, expectation.include)].compactMap { $0 }
  }
  return objects + [background(of: facts, expectation.background)].compactMap { $0 }
}

private func contradiction(
  of facts: PromptFacts, with object: ObjectRequirement, _ index: Int,
  of objects: [ObjectRequirement]
) -> String? {
  let named = facts.phrases.filter { $0.shape == object.shape }
  guard !named.isEmpty else {
    if facts.hasOtherNames { return nil }
    return "expect.include[\(index)] is a \(object.shape.rawValue), which the prompt never names"
  }
  let alike = objects.filter { $0.shape == object.shape }
  // "a blue square and an orange one": the one that is named may be another.
  if alike.count > named.count, facts.tellsOfSeveral,
    named.allSatisfy({ phrase in alike.contains(where: phrase.fits) })
  {
    return nil
  }
  // "a circle and another circle" are two, though either phrase says one; so are "two stars, one
  // red and one blue", of which each is one.
  let countsAreTold = named.count == 1 && alike.count == 1 && !facts.tellsCountsIndirectly
  let denied = named.map { conflicts(of: $0, with: object, countsAreTold: countsAreTold) }
  guard let (phrase, least) = zip(named, denied).min(by: { $0.1.count < $1.1.count }),
    !least.isEmpty
  else { return nil }
  return "the prompt says \"\(facts.text(of: phrase))\", expect.include[\(index)] says "
    + least.joined(separator: " and ")
}

private func conflicts(
  of phrase: PromptFacts.Phrase, with object: ObjectRequirement, countsAreTold: Bool
) -> [String] {
  var conflicts: [String] = []
  if let said = phrase.color, let expected = object.color, said != expected {
    conflicts.append("color \(expected.rawValue)")
  }
  if let said = phrase.size, let expected = object.size, said != expected {
    conflicts.append("size \(expected.rawValue)")
  }
  if countsAreTold, let said = phrase.count, let expected = object.count, said != expected {
    conflicts.append("count \(expected)")
  }
  return conflicts
}

private func misplacement(
  in facts: PromptFacts, of index: Int, _ objects: [ObjectRequirement]
) -> String? {
  guard let position = objects[index].position else { return nil }
  let (object, other) = (objects[index], objects[position.index])
  let stated = facts.placings.flatMap { placing in
    let (first, second) = (facts.phrases[placing.first], facts.phrases[placing.second])
    return (first.fits(object) && second.fits(other) ? [placing.relation] : [])
      + (first.fits(other) && second.fits(object) ? [placing.relation.inverse] : [])
  }
  guard let said = stated.first, !stated.contains(position.relation) else { return nil }
  return "the prompt puts the \(object.shape.rawValue) \(said.rawValue) the "
    + "\(other.shape.rawValue), expect.include[\(index)] says \(position.relation.rawValue)"
}

extension PromptFacts.Phrase {
  /// Whether the phrase can mean `object`.
  fileprivate func fits(_ object: ObjectRequirement) -> Bool {
    shape == object.shape && conflicts(of: self, with: object, countsAreTold: false).isEmpty
  }
}

private func background(of facts: PromptFacts, _ expected: Background?) -> String? {
  guard let expected, let said = facts.backgrounds.first, !facts.backgrounds.contains(expected)
  else { return nil }
  return "the prompt's background is \(said.rawValue), expect.background is \(expected.rawValue)"
}
