import Tensors
import Testing

@testable import Datasets

/// Placing objects whose room is tightest.
@Suite struct ShapesWorldLayoutTests {
  @Test(
    arguments: [
      [0.22, 0.22], [0.11, 0.22], [0.14, 0.14, 0.14], [0.14, 0.14, 0.14, 0.14],
    ] as [[Float]])
  func objectsFitAndKeepTheirDistance(_ radii: [Float]) {
    for index in 0..<500 {
      var random = RandomSource(seed: 1, UInt64(index))
      expectValid(SceneLayout.centers(radii: radii, using: &random), radii)
    }
  }

  @Test(arguments: Relation.allCases, [[0.22, 0.22], [0.11, 0.22], [0.22, 0.11]] as [[Float]])
  func relatedObjectsFit(_ relation: Relation, _ radii: [Float]) {
    for index in 0..<200 {
      var random = RandomSource(seed: 2, UInt64(index))
      expectValid(SceneLayout.relatedCenters(relation, radii: radii, using: &random), radii)
    }
  }

  @Test func quartersAlwaysFit() {
    let radii = [Float](repeating: 0.14, count: 4)
    for index in 0..<200 {
      var random = RandomSource(seed: 3, UInt64(index))
      expectValid(SceneLayout.quarteredCenters(radii, using: &random), radii)
    }
  }

  private func expectValid(_ centers: [SceneLayout.Center], _ radii: [Float]) {
    if centers.count != radii.count { Issue.record("\(centers) for \(radii)") }
    for (first, center) in centers.enumerated() {
      let isInside =
        min(center.x, center.y) - radii[first] >= 0.03
        && max(center.x, center.y) + radii[first] <= 0.97
      let isApart = (0..<first).allSatisfy { second in
        max(abs(center.x - centers[second].x), abs(center.y - centers[second].y))
          >= radii[first] + radii[second] + 0.03
      }
      if !isInside || !isApart { Issue.record("object \(first) of \(centers), \(radii)") }
    }
  }
}
