import Tensors

extension ShapesWorld {
  /// A caption that is false of the scene, for a discriminator that judges whether picture and
  /// caption match.
  ///
  /// Half of them change one fact of the true caption and keep its wording. The other half state
  /// other facts: those of another sampled caption, or one time in four, where there are two
  /// colours, the true ones with the colours exchanged. None states a held-out pair, which must
  /// not be learned as wrong, as long as the sample itself states none.
  public static func wrongCaption(
    for sample: CaptionedScene, using random: inout RandomSource
  ) -> String {
    let (description, phrasing) = wrongStatement(for: sample, using: &random)
    return description.caption(phrasing)
  }

  /// The facts and the wording of a wrong caption; see `wrongCaption(for:using:)`.
  public static func wrongStatement(
    for sample: CaptionedScene, using random: inout RandomSource
  ) -> (Description, Phrasing) {
    let isEdit = random.chance(0.5)
    if !isEdit, let statement = otherStatement(for: sample, using: &random) { return statement }
    return (wrongDescription(for: sample, using: &random), sample.phrasing)
  }

  /// A caption that is false of the scene's layout, for a discriminator that sees boxes only: the
  /// true one with its relation or a size changed, or where it states none that can be, any wrong one.
  public static func misplacingCaption(
    for sample: CaptionedScene, using random: inout RandomSource
  ) -> String {
    let (description, phrasing) = misplacingStatement(for: sample, using: &random)
    return description.caption(phrasing)
  }

  /// The facts and the wording of such a caption; see `misplacingCaption(for:using:)`.
  public static func misplacingStatement(
    for sample: CaptionedScene, using random: inout RandomSource
  ) -> (Description, Phrasing) {
    for _ in 0..<8 {
      guard let edited = sample.description.withPlacingFactChanged(using: &random) else { break }
      if isUsable(edited, wrongFor: sample) { return (edited, sample.phrasing) }
    }
    return wrongStatement(for: sample, using: &random)
  }

  /// The description of `sample` with one fact changed, so that it is false of the scene.
  static func wrongDescription(
    for sample: CaptionedScene, using random: inout RandomSource
  ) -> Description {
    for _ in 0..<64 {
      let edited = sample.description.withOneFactChanged(using: &random)
      if isUsable(edited, wrongFor: sample) { return edited }
    }
    // A shape that the scene does not show is always wrong, and some such pair is always allowed.
    var edited = sample.description
    for shape in Shape.allCases where !sample.scene.objects.contains(where: { $0.shape == shape }) {
      edited.groups[0].shape = shape
      if isUsable(edited, wrongFor: sample) { return edited }
    }
    return edited
  }

  private static func otherStatement(
    for sample: CaptionedScene, using random: inout RandomSource
  ) -> (Description, Phrasing)? {
    if random.chance(0.25), let exchanged = sample.description.withColorsExchanged,
      isUsable(exchanged, wrongFor: sample)
    {
      return (exchanged, sample.phrasing)
    }
    for _ in 0..<16 {
      let other = Description.random(using: &random)
      if isUsable(other, wrongFor: sample) {
        return (other, Phrasing(sample.phrasing.wordings, using: &random))
      }
    }
    return nil
  }

  private static func isUsable(_ description: Description, wrongFor sample: CaptionedScene) -> Bool
  {
    description.isDrawable && !description.isHeldOut && !description.holds(in: sample.scene)
  }
}

extension Description {
  /// A stated fact that can be changed.
  private enum Fact {
    case background, relation
    case count(Int), size(Int), color(Int), shape(Int)
  }

  /// The facts stated; of the groups' facts those of each group.
  private var facts: [Fact] {
    var facts: [Fact] = []
    if background != nil { facts.append(.background) }
    if relation != nil { facts += [.relation, .relation] }
    for (index, group) in groups.enumerated() {
      facts.append(.shape(index))
      if group.color != nil { facts.append(.color(index)) }
      if group.size != nil { facts.append(.size(index)) }
      if relation == nil { facts.append(.count(index)) }
    }
    return facts
  }

  /// The description with one fact at random replaced by another value.
  func withOneFactChanged(using random: inout RandomSource) -> Description {
    changing(random.element(of: facts), using: &random)
  }

  /// The description with a fact replaced that boxes show, relation or size; nil where it states
  /// none.
  func withPlacingFactChanged(using random: inout RandomSource) -> Description? {
    let placing = facts.filter {
      switch $0 {
      case .relation, .size: true
      case .background, .count, .color, .shape: false
      }
    }
    return placing.isEmpty ? nil : changing(random.element(of: placing), using: &random)
  }

  private func changing(_ fact: Fact, using random: inout RandomSource) -> Description {
    var changed = self
    switch fact {
    case .background: changed.background = other(than: background, using: &random)
    case .relation: changed.relation = other(than: relation, using: &random)
    case .size(let index):
      changed.groups[index].size = other(than: groups[index].size, using: &random)
    case .color(let index):
      changed.groups[index].color = other(than: groups[index].color, using: &random)
    case .shape(let index):
      changed.groups[index].shape = other(than: groups[index].shape, using: &random)
    case .count(let index):
      changed.groups[index].count = 1 + random.integer(below: 4)
    }
    return changed
  }

  /// The description with the colours of its first two groups exchanged, where they differ.
  var withColorsExchanged: Description? {
    guard groups.count >= 2, let first = groups[0].color, let second = groups[1].color,
      first != second
    else { return nil }
    var exchanged = self
    exchanged.groups[0].color = second
    exchanged.groups[1].color = first
    return exchanged
  }
}

/// A value different from `value`, all others equally likely.
private func other<Value: CaseIterable & Equatable>(
  than value: Value?, using random: inout RandomSource
) -> Value {
  random.element(of: Value.allCases.filter { $0 != value })
}
