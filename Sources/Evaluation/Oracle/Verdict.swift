import Datasets

/// Whether a picture is correct, and if not, why.
public struct Verdict: Equatable, Sendable {
  /// Whether the picture shows what was expected.
  public var correct: Bool
  /// What is missing or wrong, empty for a correct picture.
  public var reason: String

  /// A verdict: correct where there is no reason against it.
  public init(reason: String = "") {
    correct = reason.isEmpty
    self.reason = reason
  }
}

extension Expectation {
  /// Judges a picture by what was seen in it.
  ///
  /// The rules are GenEval's (Ghosh et al. 2023), made exact where the Shapes world allows:
  ///
  /// - The background must be the one named.
  /// - Each requirement must be met: with a count by exactly that many objects (GenEval's include
  ///   with its exclude of one more), else by one or more.
  /// - One object never meets two requirements, and positions must hold between the objects that
  ///   meet them: the line between the centres is within 60° of the direction, GenEval's angle.
  /// - Other objects do no harm, save where they show that a colour went astray: where a coloured
  ///   shape is asked for, there is none of that shape in a colour not asked for.
  public func judge(_ observation: Observation) -> Verdict {
    if let background, observation.background != background {
      let found = observation.background.map { "a \($0.rawValue) one" } ?? "none"
      return Verdict(reason: "expected a \(background.rawValue) background, found \(found)")
    }
    let objects = observation.objects.map(\.object)
    for requirement in include {
      let found = objects.count { requirement.isMet(by: $0) }
      if let count = requirement.count ?? (found == 0 ? 1 : nil), found != count {
        return Verdict(
          reason:
            "expected \(count) \(requirement.kind(of: count)), found \(found)\(Self.list(objects))")
      }
    }
    if let astray = objects.first(where: hasStrayColor) {
      return Verdict(
        reason: "expected no \(astray.shape.rawValue) of another color, found \(astray.kind)")
    }
    if !canAssign(objects, withPositions: false) {
      return Verdict(reason: "expected an object for each requirement, found too few")
    }
    if !canAssign(objects, withPositions: true) {
      return Verdict(reason: positionReason(objects))
    }
    return Verdict()
  }

  /// Whether the object is of a shape asked for in color, in a color that was not.
  private func hasStrayColor(_ object: SceneObject) -> Bool {
    let sameShape = include.filter { $0.shape == object.shape }
    return sameShape.contains { $0.color != nil }
      && !sameShape.contains { $0.color == nil || $0.color == object.color }
  }

  /// Whether every requirement can have objects of its own.
  private func canAssign(_ objects: [SceneObject], withPositions: Bool) -> Bool {
    let slots = include.indices.flatMap { index in
      Array(repeating: index, count: include[index].count ?? 1)
    }
    var chosen: [Int] = []
    func extend() -> Bool {
      guard chosen.count < slots.count else {
        return !withPositions || positionsHold(slots, chosen.map { objects[$0] })
      }
      let requirement = include[slots[chosen.count]]
      for (index, object) in objects.enumerated()
      where requirement.isMet(by: object) && !chosen.contains(index) {
        chosen.append(index)
        if extend() { return true }
        chosen.removeLast()
      }
      return false
    }
    return extend()
  }

  /// Whether all positions hold, where slot `i` of a requirement is taken by object `i`.
  private func positionsHold(_ slots: [Int], _ objects: [SceneObject]) -> Bool {
    for (slot, object) in zip(slots, objects) {
      guard let position = include[slot].position else { continue }
      for (otherSlot, other) in zip(slots, objects) where otherSlot == position.index {
        if !position.relation.holds(from: object, to: other) { return false }
      }
    }
    return true
  }

  private func positionReason(_ objects: [SceneObject]) -> String {
    var expected: [String] = []
    var found: [String] = []
    for requirement in include {
      guard let position = requirement.position else { continue }
      let other = include[position.index]
      expected.append("\(requirement.kind) \(position.relation.rawValue) \(other.kind)")
      found.append(place(of: requirement, from: other, among: objects))
    }
    return "expected \(expected.joined(separator: " and ")), "
      + "found \(found.joined(separator: " and "))"
  }

  /// Where the object of one requirement lies from that of another, in words.
  private func place(
    of requirement: ObjectRequirement, from other: ObjectRequirement, among objects: [SceneObject]
  ) -> String {
    let candidates = [requirement, other].map { objects.filter($0.isMet) }
    guard candidates.allSatisfy({ $0.count == 1 }) else { return "another arrangement" }
    let (object, reference) = (candidates[0][0], candidates[1][0])
    let relations = Relation.allCases.filter { $0.holds(from: object, to: reference) }
    return relations.isEmpty
      ? "it in the same place" : "it " + relations.map(\.rawValue).joined(separator: " and ")
  }

  private static func list(_ objects: [SceneObject]) -> String {
    objects.isEmpty ? "" : " among \(objects.map(\.kind).joined(separator: ", "))"
  }
}

extension ObjectRequirement {
  /// Whether `object` has the shape and the attributes named.
  fileprivate func isMet(by object: SceneObject) -> Bool {
    object.shape == shape && (color == nil || color == object.color)
      && (size == nil || size == object.size)
  }

  /// "small red circle", with what is named, of several "small red circles".
  fileprivate func kind(of count: Int) -> String {
    [size?.rawValue, color?.rawValue, count == 1 ? shape.rawValue : shape.plural]
      .compactMap { $0 }.joined(separator: " ")
  }

  fileprivate var kind: String { kind(of: 1) }
}

extension SceneObject {
  fileprivate var kind: String { "\(size.rawValue) \(color.rawValue) \(shape.rawValue)" }
}
