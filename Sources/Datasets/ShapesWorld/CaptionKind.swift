import Tensors

/// What a caption is about: one of the six tags of GenEval, or mixed groups.
///
/// The tags are those of Ghosh et al. 2023, "GenEval: an object-focused framework for evaluating
/// text-to-image alignment".
public enum CaptionKind: String, CaseIterable, Sendable {
  /// One object without its colour: "a circle".
  case singleObject = "single_object"
  /// Two different objects: "a circle and a star".
  case twoObject = "two_object"
  /// Two to four objects of one kind: "three red circles".
  case counting
  /// One object with its colour: "a red circle".
  case colors
  /// One object relative to another: "a circle above a star".
  case position
  /// Two objects with their colours: "a red circle and a blue star".
  case colorAttribution = "color_attr"
  /// Three or four objects of several kinds: "two red circles and a blue star".
  case mixed

  /// How often each kind occurs in training, in percent.
  static let shares: KeyValuePairs<CaptionKind, Float> = [
    .singleObject: 8, .twoObject: 8, .counting: 19, .colors: 20, .position: 20,
    .colorAttribution: 15, .mixed: 10,
  ]
}

extension Description {
  /// A description of the training distribution, without held-out pairs.
  public static func random(using random: inout RandomSource) -> Description {
    let kind = choose(CaptionKind.shares, at: random.uniform())
    return Description.random(kind, using: &random)
  }

  /// A description of the training distribution of one kind, without held-out pairs.
  public static func random(
    _ kind: CaptionKind, using random: inout RandomSource
  ) -> Description {
    var description = Description(groups: groups(of: kind, using: &random))
    if kind == .position { description.relation = random.element(of: Relation.allCases) }
    if random.chance(0.35) { description.background = random.element(of: Background.allCases) }
    description.stateSizes(using: &random)
    return description
  }

  private static func groups(
    of kind: CaptionKind, using random: inout RandomSource
  ) -> [ObjectGroup] {
    switch kind {
    case .singleObject:
      return differentShapes(counts: [1], colored: [false], using: &random)
    case .colors:
      return differentShapes(counts: [1], colored: [true], using: &random)
    case .counting:
      let count = 2 + random.integer(below: 3)
      return differentShapes(counts: [count], colored: [random.chance(0.7)], using: &random)
    case .twoObject:
      let colored = [random.chance(0.15), false]
      return differentShapes(counts: [1, 1], colored: colored, using: &random)
    case .colorAttribution:
      return coloredPair(using: &random)
    case .position:
      if random.chance(0.65) { return coloredPair(using: &random) }
      let colored = random.element(of: [[true, false], [false, true], [false, false]])
      return differentShapes(counts: [1, 1], colored: colored, using: &random)
    case .mixed:
      let counts = random.element(of: [
        [1, 2], [2, 1], [1, 1, 1], [1, 3], [3, 1], [2, 2], [1, 1, 2], [1, 1, 1, 1],
      ])
      let colored = [Bool](repeating: random.chance(0.8), count: counts.count)
      return differentShapes(counts: counts, colored: colored, using: &random)
    }
  }

  /// Groups of which no two have the same shape.
  private static func differentShapes(
    counts: [Int], colored: [Bool], using random: inout RandomSource
  ) -> [ObjectGroup] {
    let shapes = random.elements(counts.count, of: Shape.allCases)
    return shapes.indices.map { index in
      let color = colored[index] ? random.element(of: shapes[index].seenColors) : nil
      return ObjectGroup(count: counts[index], color: color, shape: shapes[index])
    }
  }

  /// Two coloured objects, one in five times of the same shape and then of different colours.
  private static func coloredPair(using random: inout RandomSource) -> [ObjectGroup] {
    guard random.chance(0.2) else {
      return differentShapes(counts: [1, 1], colored: [true, true], using: &random)
    }
    let shape = random.element(of: Shape.allCases)
    return random.elements(2, of: shape.seenColors).map { ObjectGroup(color: $0, shape: shape) }
  }

  /// States some sizes; three or more objects are always small, so there it tells less.
  private mutating func stateSizes(using random: inout RandomSource) {
    if objectCount > 2 {
      guard groups.count <= 3, random.chance(0.15) else { return }
      for index in groups.indices { groups[index].size = .small }
    } else {
      for index in groups.indices where random.chance(0.3) {
        groups[index].size = random.element(of: Size.allCases)
      }
    }
  }
}
