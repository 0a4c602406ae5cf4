import Adversarial
import Datasets
import Imaging
import Language
import Tensors

/// The Shapes world as training batches: every picture is new, drawn for its stage, step and place
/// in the batch.
public struct ShapesBatches: TrainingBatches {
  private let tokenizer: Tokenizer
  private let length: Int
  private let side: Int
  private let seed: UInt64
  private let slots: Int?
  private let wordings: Wordings
  private let hasOutlines: Bool
  private let hasMisplacingCaptions: Bool

  /// Batches of `side` by `side` pictures with captions of `length` ids.
  ///
  /// - Parameters:
  ///   - tokenizer: cuts captions into ids.
  ///   - length: the ids of a caption.
  ///   - side: the pictures' side in pixels.
  ///   - slots: the places of a layout, at least as many as a scene has objects; nil where nobody
  ///     asks for the truth of the scenes.
  ///   - seed: of all scenes and captions.
  ///   - wordings: of the captions.
  ///   - hasMisplacingCaptions: whether the wrong captions of pre-training are followed by as many
  ///     misplacing ones; see `ShapesWorld.misplacingCaption(for:using:)`.
  ///   - hasOutlines: whether batches have the scenes' outlines as sources, and noise that tells
  ///     what captions leave open; every second caption then leaves nothing out.
  public init(
    tokenizer: Tokenizer, length: Int, side: Int, slots: Int? = nil, seed: UInt64,
    wordings: Wordings = .plain, hasMisplacingCaptions: Bool = false, hasOutlines: Bool = false
  ) {
    self.wordings = wordings
    self.hasMisplacingCaptions = hasMisplacingCaptions
    self.hasOutlines = hasOutlines
    self.slots = slots
    self.tokenizer = tokenizer
    self.length = length
    self.side = side
    self.seed = seed
  }

  /// The batch of a step.
  ///
  /// - Throws: `InputError` where the tokenizer cannot encode a caption, which no trained one does.
  public func batch(stage: Stage, step: Int, size: Int) throws -> TrainingBatch {
    let examples = try parallelMap(size) { place in
      Result { try example(stage: stage, step: step, place: place) }
    }.map { try $0.get() }
    let scenes = examples.map(\.sample.scene)
    return TrainingBatch(
      pictures: pictures(of: scenes, drawnBy: render), captions: examples.map(\.caption),
      wrongCaptions: examples.map(\.wrong.ids) + examples.compactMap(\.misplacing?.ids),
      scene: slots.map { truth(of: examples.compactMap(\.told), slots: $0) },
      sources: hasOutlines
        ? pictures(of: scenes, drawnBy: { renderOutlines($0, side: $1) }) : nil,
      noise: hasOutlines
        ? Tensor(examples.flatMap(\.noise), shape: [size, OpenLooks.choices.count]) : nil,
      isTrue: stage == .pretraining ? isTrue(of: examples) : nil)
  }

  /// Which captions, the right ones and then the wrong ones, are true of each example's scene.
  private func isTrue(of examples: [Example]) -> [[Bool]] {
    let descriptions =
      examples.map(\.sample.description) + examples.map(\.wrong.facts)
      + examples.compactMap(\.misplacing?.facts)
    return examples.map { example in descriptions.map { $0.holds(in: example.sample.scene) } }
  }

  /// What stands at one place of a batch.
  private struct Example {
    let sample: CaptionedScene
    let noise: [Float]
    let caption: [Int32]
    let wrong: Statement
    let misplacing: Statement?
    let told: ToldExample?
  }

  /// A caption that is not true of a scene.
  private struct Statement {
    let facts: Description
    let ids: [Int32]
  }

  /// What an example has beside that where the truth of its scene is asked for.
  private struct ToldExample {
    let objects: [SceneObject]
    let lookalike: Scene
    let misplacingCaption: [Int32]
  }

  private func example(stage: Stage, step: Int, place: Int) throws -> Example {
    var random = RandomSource(seed: seed, stage.address, UInt64(step), UInt64(place))
    var sample = ShapesWorld.sample(wordings, using: &random)
    var noise: [Float] = []
    if hasOutlines {
      noise = random.normal(count: OpenLooks.choices.count)
      sample = sample.completed(by: noise)
      if place % 2 == 0 { sample = sample.withCompleteCaption }
    }
    let wrong = ShapesWorld.wrongStatement(for: sample, using: &random)
    let misplacing =
      hasMisplacingCaptions && stage == .pretraining
      ? ShapesWorld.misplacingStatement(for: sample, using: &random) : nil
    return Example(
      sample: sample, noise: noise, caption: try ids(of: sample.caption),
      wrong: try statement(wrong), misplacing: try misplacing.map(statement),
      told: slots == nil ? nil : try told(sample, using: &random))
  }

  private func statement(_ told: (facts: Description, phrasing: Phrasing)) throws -> Statement {
    Statement(facts: told.facts, ids: try ids(of: told.facts.caption(told.phrasing)))
  }

  private func told(
    _ sample: CaptionedScene, using random: inout RandomSource
  ) throws -> ToldExample {
    let misplacing = ShapesWorld.misplacingCaption(for: sample, using: &random)
    return ToldExample(
      objects: sample.objectsAsTold, lookalike: sample.lookalike(using: &random),
      misplacingCaption: try ids(of: misplacing))
  }

  private func ids(of caption: String) throws -> [Int32] {
    try tokenizer.ids(of: caption, length: length)
  }

  private func truth(of examples: [ToldExample], slots: Int) -> SceneTruth {
    SceneTruth(
      lookalikes: pictures(of: examples.map(\.lookalike), drawnBy: render),
      layout: layout(of: examples.map(\.objects), slots: slots),
      misplacingCaptions: examples.map(\.misplacingCaption))
  }

  /// The boxes of each scene's objects; slots without one lie in the middle.
  private func layout(of scenes: [[SceneObject]], slots: Int) -> Layout {
    var boxes: [Float] = []
    var presence: [Float] = []
    for objects in scenes {
      for slot in 0..<slots {
        let object = slot < objects.count ? objects[slot] : nil
        boxes += object.map { [$0.x, $0.y, $0.radius] } ?? [0.5, 0.5, 0.15]
        presence.append(object == nil ? 0 : 1)
      }
    }
    return Layout(
      boxes: Tensor(boxes, shape: [scenes.count, slots, 3]),
      presence: Tensor(presence, shape: [scenes.count, slots, 1]))
  }

  private func pictures(
    of scenes: [Scene], drawnBy draw: (Scene, _ side: Int) -> RGBImage
  ) -> Tensor {
    tensor(of: parallelMap(scenes.count) { draw(scenes[$0], side) }, side: side)
  }
}

extension CaptionedScene {
  /// The scene with what its caption leaves open as the standard normal numbers of `noise` choose.
  fileprivate func completed(by noise: [Float]) -> CaptionedScene {
    OpenLooks.chosen(
      zip(noise, OpenLooks.choices).map { choice(of: $0, among: $1) }, for: self)
  }

  /// The scene with a caption that leaves nothing out.
  fileprivate var withCompleteCaption: CaptionedScene {
    CaptionedScene(
      scene: scene, description: description.completed(by: scene), phrasing: phrasing)
  }
}
