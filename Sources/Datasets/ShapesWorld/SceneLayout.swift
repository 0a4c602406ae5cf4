import Tensors

/// Where the objects of a scene lie: inside the canvas, apart from each other, and in the stated
/// relation.
///
/// Distances are kept between bounding boxes, which keeps them between outlines too. Each limit is
/// taken 0.0001 stricter than the world's, so that rounding never breaks it.
struct SceneLayout {
  /// The centre of an object in canvas units.
  struct Center {
    var x: Float
    var y: Float
  }

  static let margin: Float = 0.0301
  static let gap: Float = 0.0301
  static let leastAlong: Float = 0.3001
  static let mostAcross: Float = 0.1199

  /// Centres for objects of the given radii, uniform over the valid arrangements.
  ///
  /// Where chance finds none in a bounded number of draws, objects go to the cells of a simple
  /// arrangement that always fits.
  static func centers(radii: [Float], using random: inout RandomSource) -> [Center] {
    for _ in 0..<200 {
      if let centers = randomCenters(radii, using: &random) { return centers }
    }
    guard radii.count > 2 else {
      let relation = random.element(of: Relation.allCases)
      return relatedCenters(relation, radii: radii, using: &random)
    }
    return quarteredCenters(radii, using: &random)
  }

  /// Centres for two objects of which the first lies to the second as `relation` says.
  static func relatedCenters(
    _ relation: Relation, radii: [Float], using random: inout RandomSource
  ) -> [Center] {
    let forward = relation == .above || relation == .leftOf
    let (first, second) = forward ? (radii[0], radii[1]) : (radii[1], radii[0])
    let room = 1 - 2 * margin - first - second
    let distance = random.uniform(in: max(leastAlong, first + second + gap)...room)
    let start = random.uniform(in: 0...(room - distance)) + margin + first
    let along = forward ? [start, start + distance] : [start + distance, start]
    let acrossFirst = random.uniform(in: range(radii[0]))
    let inside = range(radii[1])
    let acrossSecond = random.uniform(
      in: max(
        inside.lowerBound, acrossFirst - mostAcross)...min(
          inside.upperBound, acrossFirst + mostAcross))
    let across = [acrossFirst, acrossSecond]
    let vertical = relation == .above || relation == .below
    return (0..<2).map {
      vertical ? Center(x: across[$0], y: along[$0]) : Center(x: along[$0], y: across[$0])
    }
  }

  /// The coordinates at which an object of this radius keeps its margin.
  private static func range(_ radius: Float) -> ClosedRange<Float> {
    (margin + radius)...(1 - margin - radius)
  }

  /// Independent centres, or nothing where two objects come too close.
  private static func randomCenters(
    _ radii: [Float], using random: inout RandomSource
  ) -> [Center]? {
    var centers: [Center] = []
    for (index, radius) in radii.enumerated() {
      let center = Center(
        x: random.uniform(in: range(radius)), y: random.uniform(in: range(radius)))
      for other in 0..<index {
        let needed = radius + radii[other] + gap
        if abs(center.x - centers[other].x) < needed && abs(center.y - centers[other].y) < needed {
          return nil
        }
      }
      centers.append(center)
    }
    return centers
  }

  /// Each of up to four small objects somewhere in its own quarter of the canvas.
  static func quarteredCenters(
    _ radii: [Float], using random: inout RandomSource
  ) -> [Center] {
    radii.enumerated().map { index, radius in
      let inQuarter = (margin + radius)...(0.5 - gap / 2 - radius)
      let x = random.uniform(in: inQuarter)
      let y = random.uniform(in: inQuarter)
      return Center(x: index % 2 == 0 ? x : 1 - x, y: index < 2 ? y : 1 - y)
    }
  }
}
