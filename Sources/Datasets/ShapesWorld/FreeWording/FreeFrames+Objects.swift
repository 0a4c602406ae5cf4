/// What is said of objects that are in no relation.
extension FreeFrames {
  // MARK: - One kind of object

  /// An object or some of one kind wherever they stand.
  ///
  /// {n} is the number with a space or nothing, {s} the noun, {z} the size and {c} the colour; {size}
  /// and {color} are the same with a space behind them, or nothing where they are not told.
  static let group: Template = "{n}{size}{color}{s}"

  /// The same, where a colour is told, elsewhere than right before the noun.
  static let colorsAfter: [Template] = [
    "{n}{size}{s} in {c}", "{n}{size}{s} in {c}", "{n}{size}{s} that {is} {c}",
    "{n}{size}{s} which {is} {c}", "{n}{size}{s} colored {c}", "{n}{size}{s} coloured {c}",
    "{n}{size}{s} painted {c}", "{n}{size}{s} drawn in {c}", "{n}{size}{c}-colored {s}",
    "{n}{size}{c} colored {s}", "{n}{size}{s} of {c} color", "{n}{size}{s} in the color {c}",
    "{n}{size}{s} filled with {c}", "{n}{size}{s} made {c}", "{n}{c} {size}{s}",
    "{n}{size}{c} filled {s}", "{n}{size}{s} ({c})", "{n}{size}{s} in {c} color",
  ]

  /// The same, where a size is told, elsewhere than before the colour.
  static let sizesAfter: [Template] = [
    "{n}{color}{s} that {is} {z}", "{n}{color}{s} which {is} {z}", "{n}{color}{s} of {z} size",
    "{n}{color}{s} ({z})", "{n}{z}, {color}{s}", "{n}{z} sized {color}{s}",
    "{n}rather {z} {color}{s}", "{n}very {z} {color}{s}",
    "{n}quite {z} {color}{s}", "{n}{z}-sized {color}{s}",
  ]

  /// The same, where colour and size are told, behind the noun.
  static let looksAfter: [Template] = [
    "{n}{s}, {z} and {c}", "{n}{s}, {c} and {z}", "{n}{s} that {is} {z} and {c}",
    "{n}{s} that {is} {c} and {z}", "{n}{s} in {c} and {z}", "{n}{s} ({z}, {c})",
    "{n}{s}, {z}, {c}",
  ]

  /// One kind alone that has a colour.
  static let aloneColored: [Template] = [
    "{n}{size}{s} and make {them} {c}", "{n}{size}{s} and {its} color is {c}",
    "{n}{size}{s}, all in {c}",
    "{n}{size}{s} but {c}", "{n}{size}{s}, in {c}", "{size}{s}, color: {c}",
    "{n}{size}{s}, each of them {c}",
    "{n}{size}{s}, and {it} should be {c}", "{n}{size}{s}. color: {c}", "a {c} thing: {n}{size}{s}",
    "color the {size}{s} {c}", "paint the {size}{s} {c}", "{n}{size}{s} filled with solid {c}",
    "the {size}{s} {is} {c}", "the {size}{s} should be {c}", "{c}: {size}{s}", "{size}{s}: {c}",
    "{n}{size}{s}, {c}", "{c} {size}{s}", "{size}{s}, {c}", "{size}{s} {c}",
    "{n}{size}{s}, {is} {c}",
    "{n}{size}{s} and {it} {is} {c}", "{n}{size}{s}; {it} {is} {c}", "{n}{size}{s}, all {c}",
    "{n}{size}{s} with the color {c}", "{n}{size}{s} whose color is {c}",
    "{n}{size}{s}. {it} {is} {c}", "make the {size}{s} {c}", "{size}{s} in {c}", "{c}, {size}{s}",
    "{n}{size}{s} of the color {c}", "{n}{size}{s}, color {c}", "{n}{size}{s}, color: {c}",
    "{n}{size}{s} completely in {c}", "{n}{size}{s} and make {them} {c}",
    "the color of the {size}{s} is {c}",
  ]

  /// Several of one kind alone.
  ///
  /// {k} is their number as a word, {d} as a digit, {phrase} all but the number.
  static let aloneCounted: [Template] = [
    "exactly {k} {phrase}", "exactly {d} {phrase}", "{phrase}, {k} of them",
    "{phrase}, {d} of them",
    "{k} {phrase} in total", "{k} {phrase} altogether", "{k} {phrase} in all",
    "a group of {k} {phrase}",
    "a set of {k} {phrase}", "a bunch of {k} {phrase}", "a collection of {k} {phrase}",
    "{phrase} x{d}", "{phrase} x {d}", "{d}x {phrase}", "{d} x {phrase}", "{phrase} ({k})",
    "{phrase}: {k}", "{phrase}, {k}", "{k} of these: {phrase}", "i count {k} {phrase}",
    "the number of {phrase} is {k}", "{k} {phrase}, not more", "{k} {phrase}, no more and no less",
    "there are {k} of the {phrase}", "{phrase} and there are {k} of them", "precisely {k} {phrase}",
    "{k} separate {phrase}", "{k} equal {phrase}", "{k} matching {phrase}",
    "{k} {phrase} scattered around", "{k} {phrase} spread out", "{k} copies of {phrase}",
    "{phrase} in a group of {k}", "{phrase} times {k}", "just {k} {phrase}", "only {k} {phrase}",
    "all {k} {phrase}", "some {phrase}, {k} to be exact", "{k} {phrase} together",
    "a total of {k} {phrase}", "a picture full of {k} {phrase}", "several {phrase}, namely {k}",
    "{phrase}, repeated {times}", "{phrase} {times}", "{phrase} repeated {times}",
    "{counted} {phrase}",
    "{counted}: {phrase}", "{phrase}, {k} in number", "{k} {phrase} and not one more",
    "{phrase}, count: {d}", "number of {phrase}: {d}", "as many as {k} {phrase}", "{k} of {phrase}",
  ]

  // MARK: - Two objects

  /// Two kinds of object, {a} and then {b}.
  static let pairs: [Template] = [
    "{a} and {b}", "{a} and {b}", "{a} and {b}", "{a} and {b}", "{a}, {b}", "{a}, {b}",
    "{a} with {b}", "{a} plus {b}", "{a} next to {b}", "{a} beside {b}", "{a} as well as {b}",
    "both {a} and {b}", "{a} near {b}", "{a} close to {b}", "{a} by {b}", "{a}; {b}", "{a} & {b}",
    "{a} + {b}", "{a} together with {b}", "{a} along with {b}", "{a} alongside {b}",
    "{a} accompanied by {b}", "{a} and also {b}", "{a} and then {b}", "{a}, and {b}",
    "{a}, then {b}",
    "first {a}, then {b}", "{a} followed by {b}", "{a} paired with {b}", "{a} joined by {b}",
    "{a} combined with {b}", "not only {a} but also {b}", "{a} in addition to {b}",
    "{a}, also {b}", "{a}, plus {b}", "{a} and there is also {b}", "{a} and {b} side by side",
    "{a} and {b} next to each other", "{a} and {b} together", "one is {a}, the other is {b}",
    "there is {a} and there is {b}", "{a}. {b}", "{a} / {b}", "{a}, {b} too", "{a} and {b} as well",
    "{a} meets {b}", "{a} in the company of {b}", "{a}, and with it {b}", "{a} and {b} beside it",
    "{a} and {b} next to it", "{a} with {b} next to it", "{a}, next to it {b}",
    "{a} and, besides, {b}",
    "{a} has {b} for company", "{a} against {b}", "{a}, accompanied by {b}", "{a} adjacent to {b}",
    "{a} side by side with {b}", "two shapes: {a} and {b}", "two shapes, {a} and {b}",
    "two things: {a} and {b}", "{a} and {b} in one picture", "{a} and {b}, both of them",
    "two things in it, {a} and {b}", "two objects: {a}, {b}", "two objects, {a} and {b}",
    "a pair of shapes, {a} and {b}", "a pair of shapes, namely {a} and {b}",
    "exactly two objects, {a} and {b}",
    "{a}, then add {b}", "{a}, add {b}", "{a}. show {b} too", "{a} and add {b}",
    "{a}, with {b} too",
    "{a}, and then {b}", "{a} and one more thing: {b}", "{a} in the same image as {b}",
    "{a} as well as {b} in one image", "{a} standing next to {b}", "{a} sitting beside {b}",
    "{a} in combination with {b}",
  ]

  /// Two objects of different shapes, each with a colour.
  ///
  /// {a} and {b} are without them, {A} and {B} the nouns alone, {c} and {d} the colours.
  static let pairsColoredApart: [Template] = [
    "{a} in {c} and {b} in {d}", "{a} in {c}, {b} in {d}", "{A} in {c}, {B} in {d}",
    "the {A} is {c} and the {B} is {d}", "the {A} is {c}, the {B} is {d}",
    "the {A} is {c} and the {B} {d}", "{a} and {b}, the first {c}, the second {d}",
    "{a} and {b}, the first one {c}, the second one {d}", "{a} and {b}, {c} and {d}",
    "{a} and {b}, {c} and {d} respectively", "{a} and {b} in {c} and {d}",
    "{a} and {b}; the {A} is {c} and the {B} is {d}",
    "{a} and {b}, where the {A} is {c} and the {B} is {d}",
    "{a} and {b}. the {A} is {c}, the {B} {d}", "{A}: {c}, {B}: {d}", "{A} {c}, {B} {d}",
    "{A} ({c}), {B} ({d})", "{c}: {A}, {d}: {B}", "{c} {A}, {d} {B}", "{c} {A} {d} {B}",
    "{c} {A} and {d} {B}", "{c} for the {A} and {d} for the {B}", "{A} = {c}, {B} = {d}",
    "{a} which is {c} and {b} which is {d}", "{a} that is {c} and {b} that is {d}",
    "{a} colored {c} and {b} colored {d}", "{a} painted {c} next to {b} painted {d}",
    "make the {A} {c} and the {B} {d}", "{a}, {c}, and {b}, {d}", "{a} ({c}) and {b} ({d})",
    "{a} in {c} next to {b} in {d}", "{a} in {c} with {b} in {d}", "{c} {A} + {d} {B}",
    "{a} and {b}, one {c}, the other {d}", "{a} and {b}, of which the {A} is {c} and the {B} {d}",
    "i want the {A} to be {c} and the {B} to be {d}", "{a}, which is {c}, and {b}, which is {d}",
    "color the {A} {c} and the {B} {d}", "colour the {A} {c} and the {B} {d}",
    "paint the {A} {c} and the {B} {d}", "{A}, {c}; {B}, {d}", "{A}: {c}. {B}: {d}",
    "{A}, {c}, {B}, {d}",
    "the {A} should be {c}, the {B} should be {d}", "the {A} must be {c} and the {B} {d}",
    "the {c} one is {a}, the {d} one is {b}",
  ]

  /// Two objects of which only the first has a colour, which is told apart from it.
  static let pairsFirstColored: [Template] = [
    "{a} and {b}, the {A} is {c}", "{a} and {b}, the {A} {c}", "{A} and {B}, the {A} is {c}",
    "{a} and {b}. the {A} is {c}", "{a} and {b}, and the {A} should be {c}",
    "{a} and {b}, the former in {c}", "{a}, which is {c}, and {b}", "{a} ({c}) and {b}",
    "{a} and {b}; make the {A} {c}", "{a} in {c} and also {b}", "{a} in {c}, {b}",
    "{a} in {c} beside {b}",
  ]

  /// Two objects of which only the second has a colour, which is told apart from it.
  static let pairsSecondColored: [Template] = [
    "{a} and {b}, the {B} is {d}", "{a} and {b}, the {B} {d}", "{A} and {B}, the {B} is {d}",
    "{a} and {b}. the {B} is {d}", "{a} and {b}, and the {B} should be {d}",
    "{a} and {b}, the latter in {d}", "{a} and {b}, which is {d}", "{a} and {b} ({d})",
    "{a} and {b}; make the {B} {d}", "{a} and also {b} in {d}", "{a}, {b} in {d}",
    "{a} beside {b} in {d}",
  ]

  /// Two objects of one shape in two colours; {a} is the noun, {s} its plural.
  static let twins: [Template] = [
    "a {c} and a {d} {a}", "two {s}, one {c} and one {d}", "two {s}, one {c}, one {d}",
    "two {s}: one {c}, one {d}", "two {s}, one {c}, the other {d}",
    "two {s}, one is {c}, the other is {d}",
    "two {s}, one of them {c} and the other {d}", "two {s} in {c} and {d}", "two {s}, {c} and {d}",
    "a {c} {a} and a {d} one", "one {c} {a} and one {d} one", "a {c} {a} and another in {d}",
    "a {c} {a} and another {d} one", "a pair of {s}, one {c}, the other {d}",
    "a pair of {s}, {c} and {d}", "{c} and {d} {s}", "the {c} {a} and the {d} one",
    "two {s} where one is {c} and the other is {d}", "one {a} in {c} and one in {d}",
    "a {a} in {c} and a {a} in {d}", "{s} in two colors, {c} and {d}", "one {c} and one {d} {a}",
    "two {s} in different colors, {c} and {d}", "two {s} in different colours, {c} and {d}",
    "two {s}: a {c} one and a {d} one", "two {s}, a {c} one and a {d} one",
    "two {s}, {c} the one, {d} the other",
    "a {c} {a} and an other one in {d}", "a {c} {a} next to a {d} one",
    "two {s}, the first {c}, the second {d}",
    "{a} in {c}, {a} in {d}", "a {c} {a}, a {d} {a}",
  ]

  /// More than two kinds; {rest} are all but the last, with commas.
  static let lists: [Template] = [
    "{rest} and {last}", "{rest} and {last}", "{rest}, and {last}", "{rest}, {last}",
    "{rest} plus {last}", "{rest}, along with {last}", "{rest} as well as {last}",
    "{rest} + {last}",
    "{rest}, then {last}", "{rest} & {last}", "{rest}, and also {last}", "{rest}, plus {last}",
  ]
}
