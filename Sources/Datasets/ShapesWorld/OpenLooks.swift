/// What a caption may leave open of a scene whose shapes, sizes and places are given, as choices
/// among alternatives.
public enum OpenLooks {
  /// The number of alternatives of each choice: of every shape's colour those that training shows,
  /// then of the background, then of which of two alike objects is named first.
  public static let choices =
    Shape.allCases.map(\.seenColors.count) + [Background.allCases.count, 2]

  private static let background = Shape.allCases.count
  private static let order = background + 1

  /// The scene with what its caption leaves open as `choices` say, numbers of alternatives from 0;
  /// objects of one shape whose colour is open have the same.
  public static func chosen(_ choices: [Int], for sample: CaptionedScene) -> CaptionedScene {
    var sample = sample
    for (index, object) in sample.scene.objects.enumerated()
    where !sample.description.tellsColor(of: object) {
      let shape = Shape.allCases.firstIndex(of: object.shape) ?? 0
      sample.scene.objects[index].color = object.shape.seenColors[choices[shape]]
    }
    if sample.description.background == nil {
      sample.scene.background = Background.allCases[choices[background]]
    }
    if sample.description.namesTwoAlike { sample.putFirstNamed(leftmost: choices[order] == 0) }
    return sample
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
