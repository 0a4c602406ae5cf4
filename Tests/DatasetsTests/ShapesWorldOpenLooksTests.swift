import Datasets
import Tensors
import Testing

@Suite("What captions leave open") struct ShapesWorldOpenLooksTests {
  /// Samples of the world, choices, and what these make of them.
  private let cases = (0..<600).map { index -> (CaptionedScene, [Int], CaptionedScene) in
    let sample = ShapesWorld.sample(seed: 7, index: UInt64(index))
    var random = RandomSource(seed: 8, UInt64(index))
    let choices = OpenLooks.choices.map { random.integer(below: $0) }
    return (sample, choices, OpenLooks.chosen(choices, for: sample))
  }

  @Test("captions stay, and stay true") func captions() {
    for (sample, _, chosen) in cases {
      #expect(chosen.caption == sample.caption)
      #expect(chosen.description.holds(in: chosen.scene))
    }
  }

  @Test("shapes, sizes and places stay") func places() {
    for (sample, _, chosen) in cases {
      #expect(
        chosen.scene.objects.map { [$0.x, $0.y, $0.radius] }
          == sample.scene.objects.map { [$0.x, $0.y, $0.radius] })
      #expect(chosen.scene.objects.map(\.shape) == sample.scene.objects.map(\.shape))
      #expect(chosen.scene.objects.map(\.size) == sample.scene.objects.map(\.size))
    }
  }

  @Test("what is told stays, what is open is as chosen") func looks() {
    for (sample, choices, chosen) in cases {
      for (old, new) in zip(sample.scene.objects, chosen.scene.objects)
      where !sample.description.groups.contains(where: { $0.color != nil && $0.matches(old) }) {
        let wanted = ShapeColor.allCases[choices[0]]
        #expect((new.color == wanted) == !HeldOutPairs.contains(new.shape, wanted))
        #expect(!HeldOutPairs.contains(new.shape, new.color))
      }
      let background = sample.description.background
      #expect(chosen.scene.background == background ?? Background.allCases[choices[1]])
    }
  }

  @Test("of two alike objects the one named first lies as chosen", arguments: [0, 1])
  func alike(_ order: Int) {
    let description = Description(
      groups: [ObjectGroup(color: .red, shape: .ring), ObjectGroup(color: .blue, shape: .ring)])
    for index in UInt64(0)..<20 {
      var random = RandomSource(seed: 9, index)
      let scene = ShapesWorld.scene(for: description, using: &random)
      let sample = CaptionedScene(scene: scene, description: description, phrasing: .plain)
      let objects = OpenLooks.chosen([0, 0, order], for: sample).objectsAsTold
      #expect(objects.map(\.color) == [.red, .blue])
      #expect((objects[0].x < objects[1].x) == (order == 0))
    }
  }

  @Test("a relation decides which object is which, and no choice") func related() {
    let related = cases.filter { $0.0.description.relation != nil }
    #expect(related.count > 60)
    for (sample, _, chosen) in related {
      for (old, new) in zip(sample.scene.objects, chosen.scene.objects)
      where sample.description.groups.allSatisfy({ $0.color != nil }) {
        #expect(old.color == new.color)
      }
    }
  }
}
