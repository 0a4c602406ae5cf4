/// The most bytes of UTF-8 of a prompt; a longer one is a mistake, or no prompt.
public let maximumPromptBytes = 10_000

/// One prompt of a prompt set.
public struct Prompt: Equatable, Sendable {
  /// What the prompt is called in records; unique within its set.
  public var id: String
  /// The sentence to draw.
  public var prompt: String
  /// What the prompt tests, for instance one of GenEval's six tags.
  public var tag: String?
  /// The group the prompt belongs to; the Shapes world uses "seen" and "unseen".
  public var category: String?
  /// A remark for readers.
  public var note: String?
  /// What a picture of the Shapes world must show to be correct.
  public var expect: Expectation?

  /// A prompt from its parts.
  public init(
    id: String, prompt: String, tag: String? = nil, category: String? = nil, note: String? = nil,
    expect: Expectation? = nil
  ) {
    self.id = id
    self.prompt = prompt
    self.tag = tag
    self.category = category
    self.note = note
    self.expect = expect
  }
}

/// What a picture of the Shapes world must show.
///
/// The schema is GenEval's (Ghosh et al. 2023), with shapes for classes.
public struct Expectation: Equatable, Sendable {
  /// The colour behind the objects, where it matters.
  public var background: Background?
  /// The objects that must be there.
  public var include: [ObjectRequirement]

  /// An expectation from its parts.
  public init(background: Background? = nil, include: [ObjectRequirement]) {
    self.background = background
    self.include = include
  }
}

/// One object, or several alike, that a picture must show.
public struct ObjectRequirement: Equatable, Sendable {
  /// The shape.
  public var shape: Shape
  /// The colour, where it matters.
  public var color: ShapeColor?
  /// The size class, where it matters.
  public var size: Size?
  /// How many there must be, exactly; where left out, one or more.
  public var count: Int?
  /// Where they must lie, where it matters.
  public var position: RelativePosition?

  /// A requirement from its parts.
  public init(
    shape: Shape, color: ShapeColor? = nil, size: Size? = nil, count: Int? = nil,
    position: RelativePosition? = nil
  ) {
    self.shape = shape
    self.color = color
    self.size = size
    self.count = count
    self.position = position
  }
}

/// Where an object lies in respect of another one.
public struct RelativePosition: Equatable, Sendable {
  /// How the object lies to the other.
  public var relation: Relation
  /// The other object, as an index into `Expectation.include`.
  public var index: Int

  /// A position from its parts.
  public init(_ relation: Relation, of index: Int) {
    self.relation = relation
    self.index = index
  }
}
