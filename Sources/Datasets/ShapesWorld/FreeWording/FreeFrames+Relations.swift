/// What is said of two objects in a relation, {a} its subject.
extension FreeFrames {
  /// {a} lies to {b} as {rel} says; {A} and {B} call them "the star" or "the red one".
  static let relations: [Template] = [
    "{a} {rel} {b}", "{a} {rel} {b}", "{a} {rel} {b}", "{a} {rel} {b}", "{a} {rel} {b}",
    "{a} {rel} {b}",
    "{a} {verb} {rel} {b}", "{a} {verb} {rel} {b}", "{a} {verb} {rel} {b}", "{a} {verb} {rel} {b}",
    "{a} {placed} {rel} {b}", "{a} {placed} {rel} {b}", "{a} that {verb} {rel} {b}",
    "{a}, {placed} {rel} {b}", "{a} which {verb} {rel} {b}", "{a}, {rel} {b}",
    "{a}, which {verb} {rel} {b}",
    "{rel} {b}, {a}", "{rel} {b} {verb} {a}", "{rel} {b} is {a}", "{rel} {b} there is {a}",
    "{rel} {b}, there is {a}", "{rel} {b} i want {a}", "{rel} {b} draw {a}",
    "{rel} {b} you see {a}",
    "{rel} {b}: {a}", "{rel} {b} put {a}", "{b} with {a} {rel} it", "{b} with {a} {rel} it",
    "{b} with {a} {placed} {rel} it", "{b}, with {a} {rel} it", "{b} that has {a} {rel} it",
    "{b} has {a} {rel} it", "{b} and {rel} it {a}", "{b}, and {rel} it {a}", "{b}; {rel} it {a}",
    "{b}. {rel} it is {a}", "{b} and {a} {rel} it", "{b}, {a} {rel} it", "{b}, {rel} it {a}",
    "there is {b} and {rel} it is {a}", "there is {b}, {rel} it there is {a}",
    "there is {b}, and {rel} it {a}", "there is {b}. {rel} it {verb} {a}",
    "first {b}, then {a} {rel} it",
    "{b} and then {a} {rel} it", "{b}, then {rel} it {a}", "{b} {rel} which {verb} {a}",
    "{b}, {rel} which there is {a}", "{a} and {b}, the first {rel} the second",
    "{a} and {b}, with the first {rel} the second", "{a} and {b}, {A} {rel} {B}",
    "{a} and {b}; {A} {verb} {rel} {B}", "{a} and {b} with {A} {rel} {B}",
    "{b} and {a}, {A} {rel} {B}", "{b} and {a}; {A} {verb} {rel} {B}",
    "{b} and {a} with {A} {rel} {B}",
    "{b} and {a} where {A} {verb} {rel} {B}", "{a} and {b}. {A} {verb} {rel} {B}",
    "{b} with {a} {beside}", "{b} with {a} {beside}", "{b} has {a} {beside}", "{b}, {beside} {a}",
    "{b} and {beside} {a}", "{b} that has {a} {beside}", "{b}, {a} {beside}",
    "{b}. {beside} {verb} {a}",
    "{b} and, {rel} it, {a}", "take {b}; {rel} it goes {a}", "{b}, and {rel} that {a}",
    "{a} has to be {rel} {b}",
  ]

  /// {here} and {there} are where {a} and {b} are in the picture.
  static let places: [Template] = [
    "{a} {here}, {b} {there}", "{a} {here} and {b} {there}", "{here} {a}, {there} {b}",
    "{here} {a} and {there} {b}", "{here} is {a}, {there} is {b}",
    "{a} is {here} and {b} is {there}",
    "{a} is {here}, {b} {there}", "{here} there is {a}, {there} there is {b}",
    "{here}, {a}; {there}, {b}",
    "{a} {verb} {here} and {b} {there}", "{a} {here} with {b} {there}", "{a} {here}; {b} {there}",
    "{a} {here}. {b} {there}", "{side}: {a}, {other}: {b}", "{side}: {a}; {other}: {b}",
    "{side} {a}, {other} {b}", "{a} {side}, {b} {other}", "{a}, {side}; {b}, {other}",
    "{a}, {side} side; {b}, {other} side", "{a}, {side} side, {b}, {other} side",
    "{side} = {a}, {other} = {b}",
    "the {side} one {a}, the {other} one {b}", "{a} is the {side} one and {b} the {other} one",
    "{a} goes {here}, {b} goes {there}", "put {a} {here} and {b} {there}",
    "{a} ({side}), {b} ({other})", "{a} on the {side}, {b} on the {other}",
    "from {side} to {other}: {a}, {b}", "from {side} to {other} {a} and {b}",
    "{a} then {b}, from {side} to {other}", "from {side} to {other}, first {a}, then {b}",
    "{side} to {other}: {a}, {b}", "the {side} one is {a}, the {other} one is {b}",
    "the {side} shape is {a} and the {other} shape is {b}",
    "{a} on the {side} side and {b} on the {other}",
  ]

  /// Two objects of different shapes whose colours are told apart from where they are; {A} and {B}
  /// are the nouns, {a} and {b} nouns with a number.
  static let relationsColoredApart: [Template] = [
    "{a} {rel} {b}, {A} is {c}, {B} is {d}", "{a} {rel} {b}, {A} {c}, {B} {d}",
    "{a} {rel} {b}; the {A} is {c} and the {B} is {d}",
    "{a} {rel} {b}, the {A} is {c}, the {B} is {d}",
    "{a} {rel} {b}. the {A} is {c} and the {B} is {d}", "{A} ({c}) {rel} {B} ({d})",
    "{a} in {c} {rel} {b} in {d}", "{a} in {c} {verb} {rel} {b} in {d}",
    "{a} {rel} {b}, {c} and {d}",
    "the {A} {verb} {rel} the {B}; {A}: {c}, {B}: {d}", "{a}, {c}, {rel} {b}, {d}",
    "the {c} {A} {verb} {rel} the {d} {B}",
    "the {A}, which is {c}, {verb} {rel} the {B}, which is {d}",
  ]
}
