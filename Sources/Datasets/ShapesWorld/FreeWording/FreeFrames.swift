/// The sentence patterns of free captions; each list is a choice, and one that stands in it twice
/// comes twice as often.
///
/// Objects are told in their order, but for the two of a relation: their first is the subject, as the
/// star of "a ring with a star above it", wherever it stands in the sentence. So which object is
/// which follows from the words, as slots that learn to read need it.
enum FreeFrames {
  // MARK: - Around the objects

  /// Before everything else.
  static let prefaces: [Template] = [
    "hi, ", "hi! ", "hello, ", "hey, ", "ok, ", "now ", "well, ", "so, ", "today ", "please: ",
    "for my lesson ", "for the logo ", "for a card ", "for my daughter ", "for my son, ",
    "for the kids ", "for a banner, ", "for my website ", "for a poster ", "for a worksheet: ",
    "for school ", "for my class ", "on my picture: ", "in my picture ", "objects: ", "shapes: ",
    "scene: ", "picture: ", "image: ", "prompt: ", "request: ", "my idea: ", "next, ", "next: ",
    "something simple: ", "one more: ", "quick sketch: ", "flat design: ", "minimal: ",
    "simple shapes, ", "vector art, ", "a simple one: ", "my wish is ", "the task: ",
  ]

  /// Before the objects, where something is; {is} agrees with the first of them.
  static let openings: [Template] = [
    "draw ", "draw me ", "please draw ", "can you draw ", "could you draw ",
    "could you please draw ",
    "make ", "make me ", "please make ", "can you make ", "create ", "generate ", "render ",
    "paint ", "paint me ", "sketch ", "design ", "depict ", "show ", "show me ", "please show ",
    "please show me ", "let me see ", "give me ", "i want ", "i want to see ", "i would like ",
    "i would like to see ", "i'd like ", "i'd like to see ", "i need ", "we need ", "just ",
    "only ",
    "simply ", "let there be ", "how about ", "what about ", "imagine ", "picture ", "put ",
    "place ", "add ", "display ", "produce ", "have ", "there {is} ", "there {is} ", "here {is} ",
    "this is ", "it is ", "we see ", "i see ", "you see ", "you can see ", "one can see ",
    "a picture of ", "picture of ", "a simple picture of ", "an image of ", "image of ",
    "image showing ", "a picture showing ", "a picture with ", "an image with ", "a drawing of ",
    "drawing of ", "a photo of ", "an illustration of ", "illustration of ", "a painting of ",
    "a sketch of ", "an icon of ", "a graphic of ", "graphic showing ", "a scene with ",
    "scene with ", "a scene of ", "a scene containing ", "a canvas with ", "a card with ",
    "a poster with ", "a logo of ", "a flat illustration of ", "minimalist picture of ",
    "the picture shows ", "the picture has ", "the image shows ", "the image contains ",
    "the drawing shows ", "the scene has ", "in this picture there {is} ", "in the picture {is} ",
    "in the image there {is} ", "on the picture we see ", "a shape drawing of ",
    "can you show me ", "would you draw ", "may i have ", "can i get ", "can i see ", "try ",
    "i am looking for ", "i imagine ", "my picture has ", "my drawing is ", "there's ", "here's ",
    "would you mind drawing ", "is it possible to draw ", "is it possible to see ", "could i have ",
    "could we have ", "let us have ", "let's have ", "let's see ", "show me something with ",
    "my daughter wants ", "my son wants ", "she wants ", "they want ", "we want ", "one needs ",
    "you should draw ", "please create an image of ", "please create an image with ",
    "please make a picture of ", "please make a picture with ", "an image containing ",
    "a picture containing ", "please generate ", "please add ", "could you create ",
    "can you generate ", "can you put ", "it shows ", "it has ", "it contains ",
    "an image that shows ",
    "the photo shows ", "looking at the picture, we see ", "a plain picture of ", "flat icon of ",
    "flat icons of ", "the shape of ", "a view of ", "what we see is ", "what i want is ",
  ]

  /// After the objects.
  static let closings: [Template] = [
    " please", ", please", " and nothing else", ", nothing else", ", nothing more", " only",
    " alone", " and that is all", " and that's it", " for me", ", thanks", " if you can",
    " in the picture", " in the image", " in this picture", " on the canvas", " in a picture",
    " in the scene", " as an icon", " as a logo", ", flat design", ", flat style", ", minimal",
    ", minimalist", ", simple", ", simple shapes", ", vector art", ", clip art", ", icon",
    ", geometric", ", flat colors", ", clean", ", digital art", ", illustration", " can be seen",
    " is shown", ", that's all", " is what i want", " in flat colors", " for my project",
    " with nothing else around", ", no other shapes", ", without anything else", ", that is all.",
    " for my worksheet", " for the kids", " for a banner", " for the logo", " for my lesson",
    " today", " in one image", " in the same image", ", can you do that?", ", is that possible?",
    " would be nice", " would be great", " should be visible", " on it", " in it", ", solid color",
    ", solid", " and no other things", " and nothing more", ", plain", ", 2d", ", flat vector",
  ]

  static let backgroundsAfter: [Template] = [
    " on a {color} background", " on a {color} background", " on a {color} background",
    " on {color}", " on {color}", " against a {color} background", " against {color}",
    " with a {color} background", " with a {color} background", ", {color} background",
    ", {color} background", " {color} background", ", background {color}", ", background: {color}",
    ", on a {color} background", ", on {color}", ". the background is {color}",
    ", the background is {color}", " and the background is {color}", " and a {color} background",
    " where the background is {color}", " in front of a {color} background",
    " against a {color} backdrop", " on a {color} backdrop", " with a {color} backdrop",
    " on a {color} canvas", " on a plain {color} background", " on a solid {color} background",
    " set on {color}", " set against {color}", " over a {color} background", " upon {color}",
    " on a {color} surface", " on a {color} page", " on {color} paper", " with {color} behind",
    ". make the background {color}", ", make the background {color}",
    " and make the background {color}", " in front of {color}", ", all on {color}",
    " on a background that is {color}", ", with {color} as the background",
    " placed on a {color} background", " drawn on {color}", " on a {color} field",
    "; background {color}", "; background, {color}", ". background: {color}",
    ". {color} background",
    "; {color} background", ", with a {color} background", " on a completely {color} background",
    " against plain {color}",
    " on plain {color}", ", all in front of {color}", ". it is all on {color}", " on solid {color}",
  ]

  static let backgroundsBefore: [Template] = [
    "on a {color} background, ", "on a {color} background ", "on {color}, ", "on {color} ",
    "against a {color} background, ", "against a {color} backdrop, ", "{color} background, ",
    "{color} background: ", "{color} background with ", "a {color} background with ",
    "a {color} canvas with ", "with a {color} background, ", "on a {color} canvas, ",
    "in front of a {color} background, ", "the background is {color}, and there {is} ",
    "a {color} picture with ", "a {color} background and ",
    "on a {color} background there {is} ", "{color} background. ", "{color} background; ",
    "{color} background, on it ", "{color} canvas. ", "{color} canvas with ",
    "background: {color}. ",
    "background {color}, ", "background {color}: ", "a plain {color} background with ",
    "on a plain {color} background ", "against {color}, ", "against {color} ",
    "take a {color} background and ",
  ]

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

  // MARK: - A relation

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
