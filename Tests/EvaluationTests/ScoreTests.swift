import Evaluation
import Files
import Imaging
import Tensors
import Testing

@testable import Datasets

@Suite struct ScoreTests {
  private static let prompts = EvaluationPrompts.make()

  /// One picture of each prompt, changed by `change`, scored.
  private func evaluation(
    side: Int = 64, every step: Int = 1, _ change: (inout RGBImage, UInt64) -> Void = { _, _ in }
  ) throws -> ShapeEvaluation {
    var evaluation = try ShapeEvaluation(Self.prompts)
    for index in stride(from: 0, to: evaluation.prompts.count, by: step) {
      var random = RandomSource(seed: 21, UInt64(index))
      let scene = try SceneSampler.scene(for: evaluation.prompts[index], using: &random)
      var image = render(scene, side: side)
      change(&image, UInt64(index))
      _ = evaluation.add(image, of: index)
    }
    return evaluation
  }

  @Test func ceilingIsReachedAndFloorIsNearChance() throws {
    let evaluation = try evaluation()
    #expect(evaluation.scores.tags.map(\.tag) == EvaluationPrompts.tags)
    for tag in evaluation.scores.tags {
      #expect(try #require(tag.all).mean >= 0.99, "\(tag)")
    }
    // Chance is 0.03 overall, and 0.10 where any one shape of the picture serves.
    #expect(try #require(evaluation.floor.overall).mean < 0.06)
    for tag in evaluation.floor.tags {
      #expect(try #require(tag.all).mean < 0.2, "\(tag)")
    }
  }

  @Test func theFloorIsOfPromptsOfOtherTags() throws {
    // All prompts of the first tag ask for the same, so one of them would pass for another.
    let shapes = Array(repeating: Shape.circle, count: 8) + [.star]
    let prompts = shapes.enumerated().map { index, shape in
      Prompt(
        id: "\(index)", prompt: shape.rawValue, tag: shape.rawValue,
        expect: Expectation(include: [ObjectRequirement(shape: shape)]))
    }
    var evaluation = try ShapeEvaluation(PromptSet(prompts: prompts))
    for (index, shape) in shapes.enumerated() {
      let object = SceneObject(
        shape: shape, color: .red, size: .large, x: 0.5, y: 0.5, radius: 0.2)
      let scene = Scene(background: .white, objects: [object])
      #expect(evaluation.add(Observation(of: scene), of: index).correct)
    }
    #expect(evaluation.floor.tags.compactMap(\.all?.mean).allSatisfy { $0 == 0 })
    #expect(evaluation.floor.tags[0].all?.images == 8)
  }

  @Test func seenAndUnseenAreOfTheSameTags() throws {
    let scores = try evaluation(side: 32, every: 4).scores
    let unseen = scores.tags.filter { $0.unseen != nil }
    #expect(unseen.map(\.tag) == ["counting", "colors", "position", "color_attr"])
    let number = unseen.reduce(0) { $0 + ($1.unseen?.images ?? 0) }
    #expect(scores.unseen?.images == number)
    let seen = unseen.reduce(0) { $0 + ($1.seen?.images ?? 0) }
    #expect(scores.seen?.images == seen)
  }

  @Test func blurAndNoiseCost() throws {
    let blurred = try evaluation(every: 6) { image, _ in for _ in 0..<12 { blur(&image) } }
    #expect(try #require(blurred.scores.overall).mean < 0.6)
    let noisy = try evaluation(every: 6) { image, index in
      var random = RandomSource(seed: 22, index)
      let noise = random.normal(count: image.pixels.count)
      for (place, value) in noise.enumerated() {
        image.pixels[place] = UInt8(min(max(Float(image.pixels[place]) + 80 * value, 0), 255))
      }
    }
    #expect(try #require(noisy.scores.overall).mean < 0.3)
  }

  @Test func theCeilingIsThatOfFaultlessPictures() throws {
    let evaluation = try ShapeEvaluation(Self.prompts)
    let (small, large) = try (evaluation.ceiling(side: 16), evaluation.ceiling(side: 64))
    let best = try #require(large.overall)
    #expect(best.mean >= 0.99 && best.images == evaluation.prompts.count)
    // Where a pixel is as wide as a gap, faultless pictures are misread now and then.
    #expect(try #require(small.overall).mean < best.mean)
    #expect(try evaluation.ceiling(side: 16) == small)
  }

  @Test func promptsWithoutExpectationsAreRefused() throws {
    let prompts = Self.prompts.prompts.filter { $0.id.hasSuffix("1") }
    let lines = prompts.map(\.prompt).joined(separator: "\n")
    let plain = try PromptSet(bytes: Array(lines.utf8), path: "plain.txt")
    let error = #expect(throws: InputError.self) { try ShapeEvaluation(plain) }
    #expect(error?.description.contains("an expectation to score it by") == true)
  }

  @Test func promptsWithoutATagCountAsOne() throws {
    let line = #"{"id": "a", "prompt": "a square", "expect": {"include": [{"shape": "square"}]}}"#
    var evaluation = try ShapeEvaluation(PromptSet(bytes: Array(line.utf8), path: "a.jsonl"))
    _ = evaluation.add(RGBImage(width: 16, height: 16), of: 0)
    #expect(evaluation.scores.tags.map(\.tag) == ["untagged"])
    #expect(evaluation.scores.overall?.mean == 0)
  }

  @Test func impossibleExpectationsAreNamed() {
    let prompt = Prompt(
      id: "crowd", prompt: "three large stars", tag: "counting",
      expect: Expectation(include: [ObjectRequirement(shape: .star, size: .large, count: 3)]))
    var random = RandomSource(seed: 0)
    let error = #expect(throws: InputError.self) {
      try SceneSampler.scene(for: prompt, using: &random)
    }
    #expect(error?.path == "prompt crowd")
  }
}

/// Replaces every channel by the mean over 3 by 3 pixels.
private func blur(_ image: inout RGBImage) {
  let old = image
  for y in 1..<(image.height - 1) {
    for x in 1..<(image.width - 1) {
      for channel in 0..<3 {
        var sum = 0
        for row in (y - 1)...(y + 1) {
          for column in (x - 1)...(x + 1) {
            sum += Int(old.pixels[(row * image.width + column) * 3 + channel])
          }
        }
        image.pixels[(y * image.width + x) * 3 + channel] = UInt8(sum / 9)
      }
    }
  }
}
