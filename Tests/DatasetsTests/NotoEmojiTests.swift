import Files
import Imaging
import TestSupport
import Testing

@testable import Datasets

@Suite struct NotoEmojiTests {
  static let list = """
    # group: Animals & Nature

    # subgroup: animal-mammal
    1F431                      ; fully-qualified     # 🐱 E0.6 cat face
    1F43F FE0F                 ; fully-qualified     # 🐿️ E0.7 chipmunk
    1F43F                      ; unqualified         # 🐿 E0.7 chipmunk
    1F415 200D 1F9BA           ; fully-qualified     # 🐕‍🦺 E12.0 service dog
    # group: People & Body
    # subgroup: hand-fingers-open
    1F44B                      ; fully-qualified     # 👋 E0.6 waving hand
    1F44B 1F3FB                ; fully-qualified     # 👋🏻 E1.0 waving hand: light skin tone
    # group: Flags
    # subgroup: flag
    1F3C1                      ; fully-qualified     # 🏁 E0.6 chequered flag
    #EOF
    """

  @Test func theListGivesSingleCharacters() throws {
    let emoji = try EmojiList.parse(Array(Self.list.utf8), path: "list.txt")
    #expect(
      emoji == [
        ListedEmoji(character: 0x1F431, name: "cat face", subgroup: "animal-mammal"),
        ListedEmoji(character: 0x1F43F, name: "chipmunk", subgroup: "animal-mammal"),
        ListedEmoji(character: 0x1F44B, name: "waving hand", subgroup: "hand-fingers-open"),
      ])
  }

  @Test func faultsOfTheListHaveTheirLine() {
    for (text, path) in [
      ("1F431 fully-qualified", "list.txt: line 1"),
      ("# a\n1F43G ; fully-qualified # x E0.6 x", "list.txt: line 2"), ("# nothing", "list.txt"),
    ] {
      let error = #expect(throws: InputError.self) {
        try EmojiList.parse(Array(text.utf8), path: "list.txt")
      }
      #expect(error?.path == path)
    }
  }

  @Test func captionsSayTheNameInSomeWays() {
    let cat = ListedEmoji(character: 0x1F431, name: "cat face", subgroup: "animal-mammal")
    #expect(
      cat.captions == [
        "cat face", "a cat face", "an emoji of a cat face", "a picture of a cat face",
        "the cat face emoji", "cat face, animal mammal",
      ])
    let button = ListedEmoji(character: 1, name: "Japanese “here” button", subgroup: "alphanum")
    #expect(button.captions[1] == "a Japanese here button")
    let glasses = ListedEmoji(character: 1, name: "glasses", subgroup: "clothing")
    #expect(glasses.captions.prefix(2) == ["glasses", "an emoji of glasses"])
  }

  @Test(arguments: [
    ("ankle boot", "an ankle boot"), ("unicorn", "a unicorn"), ("compass", "a compass"),
    ("octopus", "an octopus"), ("trousers", "trousers"), ("thumbs up", "thumbs up"),
    ("smiling face with sunglasses", "a smiling face with sunglasses"),
    ("people with bunny ears", "people with bunny ears"), ("", ""),
  ])
  func articlesGoByTheSpelling(_ noun: String, _ phrase: String) {
    #expect(withArticle(noun) == phrase)
  }

  @Test(arguments: [
    ("woman dancing", "dancing"), ("man dancing", "dancing"), ("old woman", "person"),
    ("older person", "person"), ("person", "person"),
    ("woman and man holding hands", "holding hands"), ("men holding hands", "holding hands"),
    ("person: beard", "beard"), ("Cat face", "cat face"), ("mango", "mango"),
    ("old key", "old key"),
  ])
  func variantsOfPeopleAreOneConcept(_ name: String, _ concept: String) {
    #expect(ListedEmoji(character: 1, name: name, subgroup: "").concept == concept)
  }

  @Test func absentOrForeignFilesAreRefused() throws {
    try withTemporaryFolder { folder in
      let (font, list) = ("\(folder)/font.ttf", "\(folder)/list.txt")
      try writeFile(Array(Self.list.utf8), to: list)
      let absent = #expect(throws: InputError.self) { try NotoEmoji(font: font, list: list) }
      #expect(absent?.kind == .missing)
      #expect(absent?.hint == "install it with: scripts/setup-data emoji")
      try writeFile(Array("no font".utf8), to: font)
      let foreign = #expect(throws: InputError.self) { try NotoEmoji(font: font, list: list) }
      #expect(foreign?.kind == .invalid)
      #expect(foreign?.path == font)
      #expect(foreign?.found == "no font")
    }
  }

  static let isInstalled =
    fileExists(NotoEmoji.defaultFont) && fileExists(NotoEmoji.defaultList)

  @Test(.enabled(if: isInstalled)) func theRealDataIsDrawn() throws {
    let data = try NotoEmoji()
    #expect(data.entries.count > 1000)
    let share = Double(data.entries.count { $0.isHeldOut }) / Double(data.entries.count)
    #expect(share > 0.06 && share < 0.14)
    let sides = Dictionary(grouping: data.entries, by: \.concept).mapValues {
      Set($0.map(\.isHeldOut)).count
    }
    #expect(sides.values.allSatisfy { $0 == 1 })
    let cat = try #require(data.entries.firstIndex { $0.id == "1f431" })
    let picture = try data.picture(cat, side: 32)
    let white = RGBColor(red: 255, green: 255, blue: 255)
    #expect(picture[0, 0] == white)
    #expect(picture[31, 31] == white)
    #expect(picture[16, 16].blue < 100)
    #expect(try data.picture(cat, side: 32) == picture)
  }
}
