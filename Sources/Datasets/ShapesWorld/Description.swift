/// The facts that a caption states: part of what can be seen in a scene.
public struct Description: Hashable, Sendable {
  /// The background, where stated.
  public var background: Background?
  /// The objects stated, one to four in all.
  public var groups: [ObjectGroup]
  /// How the first group's object lies to the second's, where stated.
  public var relation: Relation?

  /// A description from its parts.
  public init(background: Background? = nil, groups: [ObjectGroup], relation: Relation? = nil) {
    self.background = background
    self.groups = groups
    self.relation = relation
  }

  /// The number of objects stated.
  public var objectCount: Int { groups.reduce(0) { $0 + $1.count } }

  /// Whether a scene of the Shapes world can be drawn from the description: one to four objects,
  /// three or more only when small, no object that could belong to two groups, and a relation only
  /// between two single objects.
  public var isDrawable: Bool {
    guard (1...4).contains(objectCount), groups.allSatisfy({ $0.count >= 1 }) else { return false }
    if objectCount > 2 && groups.contains(where: { $0.size == .large }) { return false }
    if relation != nil && groups.map(\.count) != [1, 1] { return false }
    return groups.indices.allSatisfy { first in
      groups[..<first].allSatisfy { !$0.overlaps(groups[first]) }
    }
  }

  /// Whether a stated object is a held-out pair of colour and shape.
  public var isHeldOut: Bool {
    groups.contains { group in group.color.map { HeldOutPairs.contains(group.shape, $0) } ?? false }
  }
}

/// Some objects of one kind, as a caption states them: "two large red circles".
public struct ObjectGroup: Hashable, Sendable {
  /// The number of objects, at least 1.
  public var count: Int
  /// Their size, where stated.
  public var size: Size?
  /// Their colour, where stated.
  public var color: ShapeColor?
  /// Their shape.
  public var shape: Shape

  /// A group from its parts.
  public init(count: Int = 1, size: Size? = nil, color: ShapeColor? = nil, shape: Shape) {
    self.count = count
    self.size = size
    self.color = color
    self.shape = shape
  }

  /// Whether `object` has the shape and the stated attributes of the group.
  public func matches(_ object: SceneObject) -> Bool {
    object.shape == shape && (color == nil || color == object.color)
      && (size == nil || size == object.size)
  }

  /// Whether one object could match both groups.
  func overlaps(_ other: ObjectGroup) -> Bool {
    shape == other.shape && (color == nil || other.color == nil || color == other.color)
      && (size == nil || other.size == nil || size == other.size)
  }
}
