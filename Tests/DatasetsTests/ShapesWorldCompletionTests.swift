import Datasets
import Tensors
import Testing

@Suite struct ShapesWorldCompletionTests {
  @Test func completedDescriptionsHoldAndLeaveNothingOut() {
    for place in 0..<200 {
      var random = RandomSource(seed: 11, UInt64(place))
      let sample = ShapesWorld.sample(using: &random)
      let complete = sample.description.completed(by: sample.scene)
      #expect(complete.holds(in: sample.scene))
      #expect(complete.relation == sample.description.relation)
      #expect(complete.groups.map(\.shape) == sample.description.groups.map(\.shape))
      #expect(complete.completed(by: sample.scene) == complete)
      guard complete != sample.description else { continue }
      #expect(complete.background == sample.scene.background)
      for (full, given) in zip(complete.groups, sample.description.groups) {
        #expect(given.color == nil || given.color == full.color)
        #expect(given.size == nil || given.size == full.size)
      }
      if complete.groups.count == 1, complete.objectCount == 1 {
        #expect(complete.groups[0].color == sample.scene.objects[0].color)
        #expect(complete.groups[0].size == sample.scene.objects[0].size)
      }
    }
  }
}
