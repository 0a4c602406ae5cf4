/// What is said of two objects in a relation, {a} its subject.
extension FreeFrames {
  /// {a} lies to {b} as {rel} says; {A} and {B} call them "the star" or "the red one".
  static let relations = Frames(
    phrases: [
      "{a} {rel} {b}", "{a} {rel} {b}", "{a} {rel} {b}", "{a} {rel} {b}", "{a} {rel} {b}",
      "{a} {rel} {b}", "{a} {placed} {rel} {b}", "{a} {placed} {rel} {b}",
      "{a} that {verb} {rel} {b}", "{a}, {placed} {rel} {b}", "{a} which {verb} {rel} {b}",
      "{a}, {rel} {b}", "{a}, which {verb} {rel} {b}", "{b} with {a} {rel} it",
      "{b} with {a} {rel} it", "{b} with {a} {placed} {rel} it", "{b}, with {a} {rel} it",
      "{b} that has {a} {rel} it", "{b} and {rel} it {a}", "{b}, and {rel} it {a}",
      "{b}; {rel} it {a}", "{b} and {a} {rel} it", "{b}, {a} {rel} it", "{b}, {rel} it {a}",
      "first {b}, then {a} {rel} it", "{b} and then {a} {rel} it", "{b}, then {rel} it {a}",
      "{b} {rel} which {verb} {a}", "{b}, {rel} which there is {a}",
      "{a} and {b}, the first {rel} the second", "{a} and {b}, with the first {rel} the second",
      "{a} and {b}, {A} {rel} {B}", "{a} and {b}; {A} {verb} {rel} {B}",
      "{a} and {b} with {A} {rel} {B}", "{b} and {a}, {A} {rel} {B}",
      "{b} and {a}; {A} {verb} {rel} {B}", "{b} and {a} with {A} {rel} {B}",
      "{b} and {a} where {A} {verb} {rel} {B}", "{a} and {b}. {A} {verb} {rel} {B}",
      "{b} with {a} {beside}", "{b} with {a} {beside}", "{b}, {beside} {a}", "{b} and {beside} {a}",
      "{b} that has {a} {beside}", "{b}, {a} {beside}", "{b}. {beside} {verb} {a}",
      "{b} and, {rel} it, {a}", "{b}, and {rel} that {a}",
    ],
    sentences: [
      "{rel} {b}, {a}", "{rel} {b}, {a}", "{rel} {b} {a}", "{rel} {b} is {a}", "{rel} {b} is {a}",
      "{rel} {b}, draw {a}", "{rel} {b} add {a}", "{a} {verb} {rel} {b}", "{a} {verb} {rel} {b}",
      "{a} {verb} {rel} {b}", "{a} {verb} {rel} {b}", "{a} {verb} {rel} {b}", "{rel} {b}, {a}",
      "{rel} {b} {verb} {a}", "{rel} {b} is {a}", "{rel} {b} there is {a}",
      "{rel} {b}, there is {a}", "{rel} {b} i want {a}", "{rel} {b} draw {a}",
      "{rel} {b} you see {a}", "{rel} {b}: {a}", "{rel} {b} put {a}", "{b} has {a} {rel} it",
      "{b}. {rel} it is {a}", "there is {b} and {rel} it is {a}",
      "there is {b}, {rel} it there is {a}", "there is {b}, and {rel} it {a}",
      "there is {b}. {rel} it {verb} {a}", "{b} has {a} {beside}", "take {b}; {rel} it goes {a}",
      "{a} has to be {rel} {b}",
    ])

  /// {here} and {there} are where {a} and {b} are in the picture, as are {at} and {opposite}, which
  /// cannot be taken for words that lead to what follows; {side} and {other} name the places.
  static let places = Frames(
    phrases: [
      "{a} {here}, {b} {there}", "{a} {here} and {b} {there}", "{at} {a}, {opposite} {b}",
      "{at} {a} and {opposite} {b}", "{at}, {a}; {opposite}, {b}", "{a} {here} with {b} {there}",
      "{a} {here}; {b} {there}", "{a} {here}. {b} {there}", "{a} {side}, {b} {other}",
      "{a}, {side}; {b}, {other}", "{a}, {side} side; {b}, {other} side",
      "{a}, {side} side, {b}, {other} side", "{a} ({side}), {b} ({other})",
      "{a} on the {side}, {b} on the {other}",
      "{a} then {b}, from {side} to {other}",

      "{a} on the {side} side and {b} on the {other}",
    ],
    sentences: [
      "{at} is {a}, {opposite} is {b}", "{a} is {here} and {b} is {there}",
      "{a} is {here}, {b} {there}", "{at} there is {a}, {opposite} there is {b}",
      "{a} {verb} {here} and {b} {there}", "{side}: {a}, {other}: {b}", "{side}: {a}; {other}: {b}",
      "{side} {a}, {other} {b}", "{side} = {a}, {other} = {b}",
      "the {side} one {a}, the {other} one {b}", "{a} is the {side} one and {b} the {other} one",
      "{a} goes {here}, {b} goes {there}", "put {a} {here} and {b} {there}",
      "{side} to {other}: {a}, {b}", "the {side} one is {a}, the {other} one is {b}",
      "the {side} shape is {a} and the {other} shape is {b}",
      "from {side} to {other}: {a}, {b}", "from {side} to {other} {a} and {b}",
      "from {side} to {other}, first {a}, then {b}",
    ])

  /// Two objects of different shapes whose colours are told apart from where they are; {A} and {B}
  /// are the nouns, {a} and {b} nouns with a number.
  static let relationsColoredApart = Frames(
    phrases: [
      "{a} {rel} {b}, {A} is {c}, {B} is {d}", "{a} {rel} {b}, {A} {c}, {B} {d}",
      "{a} {rel} {b}; the {A} is {c} and the {B} is {d}",
      "{a} {rel} {b}, the {A} is {c}, the {B} is {d}",
      "{a} {rel} {b}. the {A} is {c} and the {B} is {d}", "{A} ({c}) {rel} {B} ({d})",
      "{a} in {c} {rel} {b} in {d}", "{a} {rel} {b}, {c} and {d}", "{a}, {c}, {rel} {b}, {d}",
    ],
    sentences: [
      "{a} in {c} {verb} {rel} {b} in {d}", "the {A} {verb} {rel} the {B}; {A}: {c}, {B}: {d}",
      "the {c} {A} {verb} {rel} the {d} {B}",
      "the {A}, which is {c}, {verb} {rel} the {B}, which is {d}",
    ])
}
