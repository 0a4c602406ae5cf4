import Datasets
import Tensors
import Testing

@Suite("Lookalikes") struct ShapesWorldLookalikeTests {
  /// Samples of the world with a lookalike of each.
  private let pairs = (0..<600).map { index -> (CaptionedScene, Scene) in
    let sample = ShapesWorld.sample(seed: 7, index: UInt64(index))
    var random = RandomSource(seed: 8, UInt64(index))
    return (sample, sample.lookalike(using: &random))
  }

  @Test("places and sizes are the same") func places() {
    for (sample, lookalike) in pairs {
      #expect(
        lookalike.objects.map { [$0.x, $0.y, $0.radius] }
          == sample.scene.objects.map { [$0.x, $0.y, $0.radius] })
      #expect(lookalike.objects.map(\.size) == sample.scene.objects.map(\.size))
    }
  }

  @Test("what the caption leaves open is the same") func openLooks() {
    for (sample, lookalike) in pairs {
      if sample.description.background == nil {
        #expect(lookalike.background == sample.scene.background)
      }
      for (object, other) in zip(sample.scene.objects, lookalike.objects)
      where !sample.description.groups.contains(where: { $0.color != nil && $0.matches(object) }) {
        #expect(other.color == object.color)
      }
    }
  }

  @Test("what it tells says nothing of the lookalike") func toldLooks() {
    // Of equally likely values the same comes again one time in as many as there are.
    func share(_ isSame: [Bool]) -> Double {
      Double(isSame.count { $0 }) / Double(isSame.count)
    }
    let objects = pairs.flatMap { sample, lookalike in
      zip(sample.scene.objects, lookalike.objects).map { (sample.description, $0, $1) }
    }
    let told = objects.filter { description, object, _ in
      description.groups.contains { $0.color != nil && $0.matches(object) }
    }
    #expect(told.count > 300)
    #expect(abs(share(told.map { $1.color == $2.color }) - 1.0 / 8) < 0.05)
    #expect(abs(share(objects.map { $1.shape == $2.shape }) - 1.0 / 8) < 0.05)
    let backgrounds = pairs.filter { $0.0.description.background != nil }
    #expect(backgrounds.count > 100)
    #expect(
      abs(share(backgrounds.map { $0.0.scene.background == $0.1.background }) - 1.0 / 3) < 0.1)
  }

  @Test("none shows a held-out pair") func heldOut() {
    for (_, lookalike) in pairs {
      #expect(lookalike.objects.allSatisfy { !HeldOutPairs.contains($0.shape, $0.color) })
    }
  }
}
