extension Description {
  /// Whether the description is true of `scene`.
  ///
  /// Counts are exact: "a red circle" and "two red circles" are both false of three red circles.
  /// A scene may hold more than is stated, as long as nothing else in it matches a stated group:
  /// "a red circle" is true of a red circle beside a blue square. Formally, the scene's objects can
  /// be shared out among the groups, each getting its count of matching objects, such that no
  /// object left over matches any group, and the relation holds between the two objects.
  public func holds(in scene: Scene) -> Bool {
    if let background, background != scene.background { return false }
    var holders = [Int?](repeating: nil, count: scene.objects.count)
    return canShareOut(scene.objects, from: 0, holders: &holders)
  }

  /// Whether the objects from `index` on can be shared out, given the groups of those before.
  private func canShareOut(
    _ objects: [SceneObject], from index: Int, holders: inout [Int?]
  ) -> Bool {
    guard index < objects.count else { return isSatisfied(by: objects, holders: holders) }
    let matching = groups.indices.filter { groups[$0].matches(objects[index]) }
    if matching.isEmpty { return canShareOut(objects, from: index + 1, holders: &holders) }
    for group in matching {
      holders[index] = group
      if canShareOut(objects, from: index + 1, holders: &holders) { return true }
    }
    holders[index] = nil
    return false
  }

  private func isSatisfied(by objects: [SceneObject], holders: [Int?]) -> Bool {
    for (index, group) in groups.enumerated() {
      guard holders.count(where: { $0 == index }) == group.count else { return false }
    }
    guard let relation else { return true }
    guard let first = holders.firstIndex(of: 0), let second = holders.firstIndex(of: 1) else {
      return false
    }
    return relation.holds(from: objects[first], to: objects[second])
  }
}

extension Relation {
  /// Whether `first` lies to `second` as the relation says: the line from the second's centre to
  /// the first's is within 60° of the relation's direction.
  ///
  /// The angle is that of GenEval's position rule (Ghosh et al. 2023), so that of two objects on a
  /// diagonal one is both above and beside the other.
  public func holds(from first: SceneObject, to second: SceneObject) -> Bool {
    let right = first.x - second.x
    let down = first.y - second.y
    let along =
      switch self {
      case .above: -down
      case .below: down
      case .leftOf: -right
      case .rightOf: right
      }
    return along > 0 && 4 * along * along >= right * right + down * down
  }

  /// The relation of the second object to the first.
  public var inverse: Relation {
    switch self {
    case .above: .below
    case .below: .above
    case .leftOf: .rightOf
    case .rightOf: .leftOf
    }
  }
}
