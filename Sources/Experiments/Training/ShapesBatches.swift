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
  ///   - hasOutlines: whether batches have the scenes' outlines as sources, and noise that tells what
  ///     captions leave open; every second caption then leaves nothing out.
  public init(
    tokenizer: Tokenizer, length: Int, side: Int, slots: Int? = nil, seed: UInt64,
    wordings: Wordings = .plain, hasOutlines: Bool = false
  ) {
    self.wordings = wordings
    self.hasOutlines = hasOutlines
    self.slots = slots
    self.tokenizer = tokenizer
    self.length = length
    self.side = side
    self.seed = seed
  }

  /// The batch of a step, and which of its captions, right ones then wrong ones, are true of
  /// which picture.
  public func pairs(
    stage: Stage, step: Int, size: Int
  ) throws -> (batch: TrainingBatch, isTrue: [[Bool]]) {
    var scenes: [Scene] = []
    var lookalikes: [Scene] = []
    var objects: [[SceneObject]] = []
    var right: [Description] = []
    var wrong: [Description] = []
    var captions: [[Int32]] = []
    var wrongCaptions: [[Int32]] = []
    var misplacingCaptions: [[Int32]] = []
    var noise: [Float] = []
    for place in 0..<size {
      var random = RandomSource(seed: seed, stage.address, UInt64(step), UInt64(place))
      var sample = ShapesWorld.sample(wordings, using: &random)
      if hasOutlines {
        let latent = random.normal(count: OpenLooks.choices.count)
        noise += latent
        sample = sample.completed(by: latent)
        if place % 2 == 0 { sample = sample.withCompleteCaption }
      }
      let (statement, phrasing) = ShapesWorld.wrongStatement(for: sample, using: &random)
      scenes.append(sample.scene)
      objects.append(sample.objectsAsTold)
      right.append(sample.description)
      wrong.append(statement)
      captions.append(try tokenizer.ids(of: sample.caption, length: length))
      wrongCaptions.append(
        try tokenizer.ids(of: statement.caption(phrasing), length: length))
      guard slots != nil else { continue }
      let misplacing = ShapesWorld.misplacingCaption(for: sample, using: &random)
      misplacingCaptions.append(try tokenizer.ids(of: misplacing, length: length))
      lookalikes.append(sample.lookalike(using: &random))
    }
    let batch = TrainingBatch(
      pictures: pictures(of: scenes, drawnBy: render), captions: captions,
      wrongCaptions: wrongCaptions,
      scene: slots.map { slots in
        SceneTruth(
          lookalikes: pictures(of: lookalikes, drawnBy: render),
          layout: layout(of: objects, slots: slots),
          misplacingCaptions: misplacingCaptions)
      },
      sources: hasOutlines
        ? pictures(of: scenes, drawnBy: { renderOutlines($0, side: $1) }) : nil,
      noise: hasOutlines ? Tensor(noise, shape: [size, OpenLooks.choices.count]) : nil)
    let isTrue = scenes.map { scene in (right + wrong).map { $0.holds(in: scene) } }
    return (batch, isTrue)
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

/// The parts of a training run, in their order.
public enum Stage: String, CaseIterable, Sendable {
  /// The text encoder learns beside an image encoder.
  case pretraining
  /// The generator learns as the decoder of an autoencoder.
  case warmup
  /// The generator learns against the discriminator.
  case adversarial

  /// What random numbers of the stage are addressed by.
  var address: UInt64 {
    switch self {
    case .pretraining: 1
    case .warmup: 2
    case .adversarial: 3
    }
  }
}
