import Tensors

/// How facts are put into words: which of several equivalent wordings a caption uses.
///
/// A phrasing knows nothing of the facts, so that two descriptions under one phrasing differ in
/// the words for the facts in which they differ, and nowhere else. Each choice is a number of
/// [0, 1) that picks among whatever wordings there are.
public struct Phrasing: Equatable, Sendable {
  /// The wording of one group of objects.
  struct GroupChoices: Equatable, Sendable {
    var number: Float = 0
    var size: Float = 0
  }

  var opening: Float = 0
  var joining: Float = 0
  var relationForm: Float = 0
  var relationWord: Float = 0
  var background: Float = 0
  var colorPlace: Float = 0
  var spelling: Float = 0
  var backgroundFirst = false
  var isReversed = false
  var isSentence = false
  /// What is beyond the grammar; nil for plain wordings.
  var variety: Variety?
  /// The way in which free wordings put it, where it is not the grammar's.
  var free: FreeWording?
  var groups = [GroupChoices](repeating: GroupChoices(), count: 4)

  /// The plainest phrasing: "a large red circle above a star on a white background".
  public static let plain = Phrasing()

  /// The plainest phrasing of a single object that counts it: "one circle" and not "a circle".
  static let counted: Phrasing = {
    var phrasing = plain
    phrasing.groups[0].number = 0.91
    return phrasing
  }()

  /// The wordings it is one of.
  let wordings: Wordings

  private init() { wordings = .plain }

  /// A random phrasing.
  public init(_ wordings: Wordings = .plain, using random: inout RandomSource) {
    self.wordings = wordings
    opening = random.uniform()
    joining = random.uniform()
    relationForm = random.uniform()
    relationWord = random.uniform()
    background = random.uniform()
    colorPlace = random.uniform()
    spelling = random.uniform()
    backgroundFirst = random.chance(0.12)
    isReversed = random.chance(0.3)
    isSentence = random.chance(0.1)
    for index in groups.indices {
      groups[index] = GroupChoices(number: random.uniform(), size: random.uniform())
    }
    if wordings != .plain { variety = Variety(using: &random) }
    if wordings == .free, random.chance(0.65) { free = FreeWording(using: &random) }
  }

  /// The same without words that mean nothing.
  var withoutStrayWords: Phrasing {
    var phrasing = self
    phrasing.variety = variety?.withoutStrayWords
    return phrasing
  }
}
