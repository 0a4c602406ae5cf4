/// The sentence patterns of free captions; each list is a choice, and one that stands in it twice
/// comes twice as often.
///
/// Objects are told in their order, but for the two of a relation: their first is the subject, as the
/// star of "a ring with a star above it", wherever it stands in the sentence. So which object is
/// which follows from the words, as slots that learn to read need it.
enum FreeFrames {
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

  /// What names the background, after the objects.
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

  /// What names the background, before the objects and in place of an opening.
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
}
