import Tensors
import Testing

@testable import Datasets

/// What is true of every sampled scene.
@Suite struct ShapesWorldSamplingTests {
  private static let samples = (0..<4000).map { ShapesWorld.sample(seed: 11, index: UInt64($0)) }

  @Test func descriptionsHoldAndTellOfAllObjects() {
    for sample in Self.samples {
      #expect(sample.description.holds(in: sample.scene), "\(sample.caption)")
      #expect(sample.description.objectCount == sample.scene.objects.count)
      #expect(sample.description.isDrawable)
    }
  }

  @Test func objectsHaveRadiiOfTheirSizeAndStayInside() {
    for object in Self.samples.flatMap(\.scene.objects) {
      #expect(object.size.radii.contains(object.radius))
      for center in [object.x, object.y] {
        #expect(center - object.radius >= 0.03 && center + object.radius <= 0.97)
      }
    }
  }

  @Test func objectsKeepTheirDistance() {
    for scene in Self.samples.map(\.scene) {
      for (index, first) in scene.objects.enumerated() {
        for second in scene.objects[..<index] {
          let apart = max(abs(first.x - second.x), abs(first.y - second.y))
          #expect(apart >= first.radius + second.radius + 0.03)
        }
      }
    }
  }

  @Test func threeAndMoreObjectsAreSmall() {
    let crowded = Self.samples.map(\.scene).filter { $0.objects.count > 2 }
    #expect(crowded.contains { $0.objects.count == 4 })
    #expect(crowded.allSatisfy { $0.objects.allSatisfy { $0.size == .small } })
    #expect(Self.samples.allSatisfy { (1...4).contains($0.scene.objects.count) })
  }

  @Test func relatedObjectsLieApartAlongAndAlignedAcross() {
    var seen: [Relation] = []
    for sample in Self.samples {
      guard let relation = sample.description.relation else { continue }
      seen.append(relation)
      let (first, second) = (sample.scene.objects[0], sample.scene.objects[1])
      let (right, down) = (first.x - second.x, first.y - second.y)
      let (along, across) =
        switch relation {
        case .above: (-down, right)
        case .below: (down, right)
        case .leftOf: (-right, down)
        case .rightOf: (right, down)
        }
      #expect(along >= 0.30 && abs(across) <= 0.12)
    }
    #expect(Relation.allCases.allSatisfy { seen.contains($0) })
  }

  @Test func heldOutPairsNeverAppear() {
    for sample in Self.samples {
      #expect(!sample.description.isHeldOut)
      #expect(!sample.scene.objects.contains { HeldOutPairs.contains($0.shape, $0.color) })
    }
  }

  @Test func heldOutPairsAreTheEightOfTheDesign() {
    let pairs = Shape.allCases.map { "\($0.heldOutColor) \($0)" }
    #expect(
      pairs.sorted() == [
        "blue triangle", "brown diamond", "green heart", "orange cross", "pink square",
        "purple circle", "red star", "yellow ring",
      ])
  }

  @Test func everyOtherPairSizeAndBackgroundAppears() {
    let objects = Self.samples.flatMap(\.scene.objects)
    for shape in Shape.allCases {
      for color in shape.seenColors {
        #expect(objects.contains { $0.shape == shape && $0.color == color })
      }
    }
    #expect(objects.contains { $0.size == .large })
    for background in Background.allCases {
      #expect(Self.samples.contains { $0.scene.background == background })
    }
  }

  @Test func attributesLeftOutVary() {
    let description = Description(groups: [ObjectGroup(shape: .star)])
    let scenes = (0..<200).map { index -> Scene in
      var random = RandomSource(seed: 3, UInt64(index))
      return ShapesWorld.scene(for: description, using: &random)
    }
    #expect(Set(scenes.map(\.background)).count == 3)
    #expect(Set(scenes.map(\.objects[0].size)).count == 2)
    #expect(Set(scenes.map(\.objects[0].color)).count == 7)
  }

  @Test func statedHeldOutPairsCanBeDrawn() {
    var random = RandomSource(seed: 5)
    let description = Description(groups: [ObjectGroup(count: 3, color: .red, shape: .star)])
    let scene = ShapesWorld.scene(for: description, using: &random)
    #expect(scene.objects.map(\.color) == [.red, .red, .red])
  }

  @Test func samplesAreAddressedBySeedAndIndex() {
    let sample = ShapesWorld.sample(seed: 11, index: 77)
    #expect(sample == Self.samples[77])
    #expect(sample != ShapesWorld.sample(seed: 12, index: 77))
    #expect(sample != ShapesWorld.sample(seed: 11, index: 78))
  }

  @Test func kindsShareTheTrainingDistribution() {
    let counts = [1, 2].map { count in
      Self.samples.count { $0.scene.objects.count == count && $0.description.groups.count == count }
    }
    #expect((1000...1250).contains(counts[0]))
    #expect((1600...1900).contains(counts[1]))
    let related = Self.samples.count { $0.description.relation != nil }
    #expect((700...900).contains(related))
  }
}
