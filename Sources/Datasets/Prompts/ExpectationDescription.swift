extension Expectation {
  /// The same facts as a description, or nil where no scene of the Shapes world shows them.
  ///
  /// A description knows one relation, of its first group to its second.
  public var description: Description? {
    var facts = Description(background: background, groups: include.map(\.group))
    for (index, object) in include.enumerated() {
      guard let position = object.position else { continue }
      let relation = index == 0 ? position.relation : position.relation.inverse
      guard include.count == 2, position.index == 1 - index,
        facts.relation == nil || facts.relation == relation
      else { return nil }
      facts.relation = relation
    }
    return facts.isDrawable ? facts : nil
  }
}

extension ObjectRequirement {
  fileprivate var group: ObjectGroup {
    ObjectGroup(count: count ?? 1, size: size, color: color, shape: shape)
  }
}
