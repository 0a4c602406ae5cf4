import Tensors

/// A scene, and a caption that is true of it.
public struct CaptionedScene: Equatable, Sendable {
  /// The scene.
  public var scene: Scene
  /// The facts that the caption states; they hold in the scene.
  public var description: Description
  /// The wording of the caption.
  public var phrasing: Phrasing
  /// The caption.
  public var caption: String

  /// A captioned scene; the caption is `description` in the wording of `phrasing`.
  public init(scene: Scene, description: Description, phrasing: Phrasing) {
    self.scene = scene
    self.description = description
    self.phrasing = phrasing
    caption = description.caption(phrasing)
  }

  /// The scene's objects in the order in which the caption's statement has them: the subject of a
  /// relation first, and the objects of a group together.
  public var objectsAsTold: [SceneObject] {
    var left = scene.objects
    let groups = phrasing.isReversed ? description.groups.reversed() : description.groups
    let told = groups.flatMap { group in
      (0..<group.count).compactMap { _ in
        left.firstIndex(where: group.matches).map { left.remove(at: $0) }
      }
    }
    return told + left
  }
}

/// The built-in data set: captioned scenes of coloured shapes, endless and with exact truth.
public enum ShapesWorld {
  /// The next captioned scene of the training distribution.
  public static func sample(
    _ wordings: Wordings = .plain, using random: inout RandomSource
  ) -> CaptionedScene {
    let description = Description.random(using: &random)
    let phrasing = Phrasing(wordings, using: &random)
    let scene = scene(for: description, using: &random)
    return CaptionedScene(scene: scene, description: description, phrasing: phrasing)
  }

  /// The captioned scene number `index` of the stream `seed`, whatever else was drawn.
  public static func sample(
    seed: UInt64, index: UInt64, _ wordings: Wordings = .plain
  ) -> CaptionedScene {
    var random = RandomSource(seed: seed, index)
    return sample(wordings, using: &random)
  }

  /// The captions of the first `count` scenes of the stream `seed`, as text for a tokenizer: all of
  /// their words mean something.
  public static func captions(
    count: Int, seed: UInt64, _ wordings: Wordings = .plain
  ) -> [String] {
    (0..<count).map { index in
      let sample = sample(seed: seed, index: UInt64(index), wordings)
      return sample.description.caption(sample.phrasing.withoutStrayWords)
    }
  }

  /// The words with which captions of plain wording name what a scene has; relations are none.
  public static var attributes: [String] {
    ShapeColor.allCases.map(\.rawValue) + Background.allCases.map(\.rawValue) + ["grey"]
      + ["small", "little", "tiny", "large", "big", "huge"]
      + ["one", "two", "2", "a pair", "three", "3", "four", "4"]
      + Shape.allCases.flatMap { [$0.rawValue, $0.plural] }
  }

  /// A random scene of which `description` is true and which shows nothing else.
  ///
  /// What the description leaves out is drawn at random, but never so that a held-out pair comes
  /// about; a held-out pair that it states is drawn as stated. It must be drawable.
  public static func scene(for description: Description, using random: inout RandomSource) -> Scene
  {
    require(description.isDrawable, "scene(for:): the description is not drawable: \(description)")
    var objects: [SceneObject] = []
    for group in description.groups {
      for _ in 0..<group.count {
        objects.append(object(of: group, among: description.objectCount, using: &random))
      }
    }
    let radii = objects.map(\.radius)
    let centers =
      description.relation.map {
        SceneLayout.relatedCenters($0, radii: radii, using: &random)
      } ?? SceneLayout.centers(radii: radii, using: &random)
    for (index, center) in centers.enumerated() {
      objects[index].x = center.x
      objects[index].y = center.y
    }
    let background = description.background ?? random.element(of: Background.allCases)
    return Scene(background: background, objects: objects)
  }

  /// An object of `group`, in the middle of the canvas.
  private static func object(
    of group: ObjectGroup, among count: Int, using random: inout RandomSource
  ) -> SceneObject {
    let color = group.color ?? random.element(of: group.shape.seenColors)
    let size = group.size ?? (count > 2 ? .small : random.element(of: Size.allCases))
    return SceneObject(
      shape: group.shape, color: color, size: size, x: 0.5, y: 0.5,
      radius: random.uniform(in: size.radii))
  }
}
