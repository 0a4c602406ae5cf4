/// What a caption may leave open of a scene whose shapes, sizes and places are given, as choices
/// among alternatives.
public enum OpenLooks {
  /// The number of alternatives of each choice: of the colour of objects, of the background, and of
  /// which of two alike objects is named first.
  public static let choices = [ShapeColor.allCases.count, Background.allCases.count, 2]

  /// The scene with what its caption leaves open as `choices` say, numbers of alternatives from 0.
  ///
  /// All objects whose colour is open have the same, save that one of which it is held out has the
  /// next: a choice for each object would have to find its object first.
  public static func chosen(_ choices: [Int], for sample: CaptionedScene) -> CaptionedScene {
    var sample = sample
    for (index, object) in sample.scene.objects.enumerated()
    where !sample.description.tellsColor(of: object) {
      sample.scene.objects[index].color = color(of: object.shape, from: choices[0])
    }
    if sample.description.background == nil {
      sample.scene.background = Background.allCases[choices[1]]
    }
    if sample.description.namesTwoAlike { sample.putFirstNamed(leftmost: choices[2] == 0) }
    return sample
  }

  /// The first colour from number `start` on, and then from the beginning, in which training shows
  /// `shape`.
  private static func color(of shape: Shape, from start: Int) -> ShapeColor {
    let all = ShapeColor.allCases
    return HeldOutPairs.contains(shape, all[start]) ? all[(start + 1) % all.count] : all[start]
  }
}

extension Description {
  /// Whether it says which colour `object`, one of a scene it holds in, has.
  func tellsColor(of object: SceneObject) -> Bool {
    groups.contains { $0.color != nil && $0.matches(object) }
  }

  /// Whether it names two objects that only their colours tell apart.
  fileprivate var namesTwoAlike: Bool {
    relation == nil && groups.map(\.count) == [1, 1] && groups[0].shape == groups[1].shape
      && groups[0].size == groups[1].size
  }
}

extension CaptionedScene {
  /// Gives its two objects each other's colour where the one named first is on the wrong side.
  fileprivate mutating func putFirstNamed(leftmost: Bool) {
    let told = objectsAsTold
    guard (told[0].x < told[1].x) != leftmost else { return }
    (scene.objects[0].color, scene.objects[1].color) = (
      scene.objects[1].color, scene.objects[0].color
    )
  }
}
