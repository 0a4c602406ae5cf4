import Files
import Language
import Testing

let trainingCaptions = [
  "a large red circle", "a small blue square above a green star", "there is a yellow heart",
  "two small rings on a white background", "a picture of a purple cross", "Don't stop: a diamond",
]

@Suite struct TokenizerTraining {
  @Test func sameCaptionsGiveTheSameBytes() throws {
    let first = try Tokenizer.train(captions: trainingCaptions, vocabularySize: 128)
    let second = try Tokenizer.train(captions: trainingCaptions, vocabularySize: 128)
    #expect(first.modelBytes == second.modelBytes)
    #expect(first.words == second.words)
    #expect(
      first.words.prefix(6) == ["a", "above", "background", "blue", "circle", "cross"])
    #expect(first.words.contains("don't"))
  }

  @Test func specialIdsComeFirst() throws {
    let tokenizer = try Tokenizer.train(captions: trainingCaptions, vocabularySize: 128)
    #expect([tokenizer.unknownId, tokenizer.endId, tokenizer.paddingId] == [0, 1, 2])
    #expect(4...128 ~= tokenizer.vocabularySize)
  }

  @Test(arguments: [["a"], ["x x x"], ["", " ", "red"], ["红色的圆"], ["7"]])
  func tinyCaptionSetsWork(_ captions: [String]) throws {
    let tokenizer = try Tokenizer.train(captions: captions, vocabularySize: 5000)
    let last = try #require(captions.last)
    #expect(try tokenizer.encode(last).unknownWords.isEmpty)
    #expect(try !tokenizer.encode(last).ids.contains(tokenizer.unknownId))
  }

  @Test(arguments: [[], [""], [" \n\t"], ["\u{200B}"], ["\u{3164}"], ["!"], ["\0"]] as [[String]])
  func nothingToLearnFromIsAnError(_ captions: [String]) {
    #expect(throws: InputError.self) {
      try Tokenizer.train(captions: captions, vocabularySize: 100)
    }
  }

  @Test(arguments: [-1, 0, 3, 10, Int.max])
  func aVocabularyBelowTheCharactersIsAnError(_ size: Int) {
    #expect(throws: InputError.self) {
      try Tokenizer.train(captions: trainingCaptions, vocabularySize: size)
    }
  }
}

@Suite struct TokenizerEncoding {
  let tokenizer: Tokenizer

  init() throws {
    tokenizer = try Tokenizer.train(captions: trainingCaptions, vocabularySize: 128)
  }

  @Test func caseWidthAndSpacesDoNotMatter() throws {
    let plain = try tokenizer.encode("a large red circle")
    #expect(try tokenizer.encode("  A LARGE\tＲＥＤ\n circle ").ids == plain.ids)
    #expect(plain.pieces.joined() == "▁a▁large▁red▁circle")
    #expect(plain.unknownWords == [])
    #expect(try tokenizer.decode(plain.ids) == "a large red circle")
  }

  @Test func namesTheWordsItNeverSaw() throws {
    let words = try tokenizer.encode("A red Zebra, a circled zebra; a red-blue 😀 ring's ＧＲＥＥＮ!")
      .unknownWords
    #expect(words == ["zebra", "circled", "😀", "ring's"])
    // An apostrophe at the end of a word is a quotation mark or none of its letters.
    #expect(try tokenizer.encode("a red 'circle' zebras'").unknownWords == ["zebras"])
  }

  @Test func withoutWordsOnlyUnknownPiecesCount() throws {
    let bare = try Tokenizer(modelBytes: tokenizer.modelBytes, path: "x")
    #expect(try bare.encode("circled zebra").unknownWords == ["zebra"])
  }

  @Test func padsAndTruncates() throws {
    let ids = try tokenizer.encode("a red circle").ids
    let padded = try tokenizer.encode("a red circle", length: ids.count + 3)
    let marked = try tokenizer.encode("a “red”-(circle)", length: ids.count + 3)
    #expect(marked == padded)
    #expect(padded.ids == ids + [1, 2, 2])
    #expect(padded.count == ids.count + 1)
    #expect(!padded.isTruncated)
    #expect(try !tokenizer.encode("a red circle", length: ids.count + 1).isTruncated)
    let cut = try tokenizer.encode("a red circle", length: ids.count)
    #expect(cut.ids == ids.dropLast() + [1])
    #expect(cut.isTruncated)
  }

  @Test func emptyTextIsTheEndAlone() throws {
    for text in ["", " ", "\u{200B}\n"] {
      #expect(try tokenizer.encode(text, length: 4).ids == [1, 2, 2, 2])
      #expect(try tokenizer.encode(text).unknownWords == [])
    }
  }

  @Test func takesAnyText() throws {
    let odd = [
      "\0", "a\0b", "\u{FFFD}\u{FFFF}", "\u{202E}red", "e\u{301}\u{301}\u{301}", "👩‍👩‍👧‍👦🏳️‍🌈",
      "\u{10FFFF}", "▁▁", "</s><pad><unk>", "ﷺﷺﷺ", "''''",
      String(repeating: "\u{301}", count: 9000),
    ]
    for text in odd {
      let encoding = try tokenizer.encode(text)
      #expect(encoding.ids.count == encoding.pieces.count)
      #expect(encoding.ids.allSatisfy { 0..<Int32(tokenizer.vocabularySize) ~= $0 })
    }
    #expect(try !tokenizer.encode("</s><pad>").ids.contains { $0 == 1 || $0 == 2 })
  }

  @Test func takesTenThousandWords() throws {
    let one = try tokenizer.encode("red zebra").ids
    let many = try tokenizer.encode(
      Array(repeating: "red zebra", count: 5000).joined(separator: " "))
    #expect(many.ids.count == 5000 * one.count)
    #expect(many.unknownWords == ["zebra"])
  }

  @Test func idsOutOfRangeAreAnError() {
    for id in [-1, Int32(tokenizer.vocabularySize), .max, .min] {
      #expect(throws: InputError.self) { try tokenizer.decode([3, id]) }
    }
  }
}
