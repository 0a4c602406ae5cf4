/// The words of free captions: what people call shapes, colours, sizes, numbers and places.
enum FreeWords {
  static func nouns(_ shape: Shape) -> [String] {
    switch shape {
    case .circle: ["disc", "disk", "dot", "circle shape"]
    case .square: ["box", "block", "square shape"]
    case .triangle: ["triangle shape", "triangular shape"]
    case .star: ["star shape", "five-pointed star"]
    case .heart: ["heart shape", "love heart", "valentine heart"]
    case .cross: ["plus sign", "plus sign", "plus", "cross shape", "plus symbol"]
    case .diamond: ["rhombus", "diamond shape", "lozenge"]
    case .ring: ["hoop", "donut", "doughnut", "ring shape"]
    }
  }

  static func adjectives(_ color: ShapeColor) -> [String] {
    switch color {
    case .red: ["crimson", "scarlet", "bright red", "ruby", "cherry red", "dark red"]
    case .orange: ["tangerine", "bright orange", "amber"]
    case .yellow: ["golden", "gold", "lemon", "bright yellow", "canary yellow"]
    case .green: ["emerald", "lime", "dark green", "bright green", "grass green"]
    case .blue: ["azure", "navy", "cobalt", "bright blue", "dark blue", "sky blue"]
    case .purple: ["violet", "lilac", "lavender", "indigo", "dark purple"]
    case .pink: ["rose", "magenta", "hot pink", "light pink", "salmon", "rosy"]
    case .brown: ["chocolate", "tan", "chestnut", "dark brown", "coffee brown"]
    }
  }

  static func adjectives(_ size: Size) -> [String] {
    switch size {
    case .small:
      ["small", "small", "small", "little", "tiny", "mini", "miniature", "petite", "wee"]
    case .large:
      [
        "large", "large", "large", "big", "big", "huge", "giant", "enormous", "massive", "gigantic",
        "great", "oversized",
      ]
    }
  }

  /// Numbers before a noun, from one to four; that of one is put before its noun by itself.
  static let numbers: [Int: [String]] = [
    2: ["two", "two", "two", "two", "2", "a pair of", "a couple of", "two identical", "twin"],
    3: ["three", "three", "three", "three", "3", "a trio of", "three identical", "a set of three"],
    4: [
      "four", "four", "four", "four", "4", "a set of four", "four identical", "a quartet of",
      "a foursome of",
    ],
  ]

  static let numberWords = ["", "one", "two", "three", "four"]
  static let timesWords = ["", "once", "twice", "three times", "four times"]
  static let counted = ["", "one", "one, two", "one, two, three", "one, two, three, four"]

  /// What leads from one object to another: "A above B".
  static func words(_ relation: Relation) -> [String] {
    switch relation {
    case .above:
      [
        "above", "above", "above", "above", "over", "over", "over", "on top of", "on top of",
        "higher than", "atop", "higher up than",
      ]
    case .below:
      [
        "below", "below", "below", "below", "under", "under", "under", "beneath", "beneath",
        "underneath", "lower than", "lower down than",
      ]
    case .leftOf: sides("left")
    case .rightOf: sides("right")
    }
  }

  private static func sides(_ side: String) -> [String] {
    [
      "to the \(side) of", "to the \(side) of", "to the \(side) of", "to the \(side) of",
      "\(side) of", "\(side) of", "\(side) of", "on the \(side) of", "on the \(side) side of",
      "to the \(side) side of", "on the \(side) hand side of", "further \(side) than",
    ]
  }

  static let nearness = ["directly", "right", "just", "immediately", "straight", "a bit"]

  /// Where an object is in the picture if it is so to the other one; the same number of places for
  /// each relation, so that one choice gives two that go together.
  static func spots(_ relation: Relation) -> [String] {
    switch relation {
    case .above:
      ["at the top", "on top", "on the top", "above", "up top", "in the upper half", "at top"]
    case .below:
      [
        "at the bottom", "below", "on the bottom", "below", "down below", "in the lower half",
        "at bottom",
      ]
    case .leftOf: sideSpots("left")
    case .rightOf: sideSpots("right")
    }
  }

  private static func sideSpots(_ side: String) -> [String] {
    [
      "on the \(side)", "on the \(side)", "to the \(side)", "at the \(side)",
      "on the \(side) side", "in the \(side) half", "on \(side)",
    ]
  }

  /// The name of such a place.
  static func place(_ relation: Relation) -> String {
    switch relation {
    case .above: "top"
    case .below: "bottom"
    case .leftOf: "left"
    case .rightOf: "right"
    }
  }

  /// Where one object is, as seen from another that was just named.
  static func beside(_ relation: Relation) -> [String] {
    switch relation {
    case .above: ["above it", "over it", "on top of it", "on top", "higher than it"]
    case .below: ["below it", "under it", "beneath it", "underneath it", "lower than it"]
    case .leftOf: ["to its left", "on its left", "on its left side", "to the left", "left of it"]
    case .rightOf:
      ["to its right", "on its right", "on its right side", "to the right", "right of it"]
    }
  }

  static let verbs = [
    "is", "is", "is", "is", "sits", "stands", "lies", "hangs", "floats", "hovers", "rests",
    "appears", "goes", "is placed", "is located", "is positioned", "can be seen", "is drawn",
    "is shown", "is sitting", "should be", "must be", "can be found", "is found", "is floating",
  ]

  static let participles = [
    "placed", "located", "positioned", "sitting", "standing", "floating", "hovering", "lying",
    "resting", "hanging", "drawn", "shown", "situated", "set", "put", "appearing",
  ]
}
