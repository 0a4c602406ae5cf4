import Experiments
import Files
import Testing

@Suite struct SeedListTests {
  @Test(
    arguments: [
      ("7", [7]), ("0-3", [0, 1, 2, 3]), ("1,5,9", [1, 5, 9]), ("0-2,10,5-5", [0, 1, 2, 10, 5]),
      ("9223372036854775807", [9_223_372_036_854_775_807]),
    ] as [(String, [UInt64])])
  func listsAreRead(_ text: String, _ seeds: [UInt64]) throws {
    #expect(try SeedList(text).seeds == seeds)
  }

  @Test(arguments: [
    "", ",", "1,", "-1", "1-", "-", "3-1", "1-2-3", "x", " 1", "1.5", "+1", "0x1", "1,1", "0-3,2",
    "9223372036854775808", "0-9223372036854775807", "0-1000000", "0-999999,2000000", "١",
  ])
  func otherTextsAreRefused(_ text: String) {
    #expect(throws: InputError.self) { try SeedList(text) }
  }

  @Test func messagesSayWhatIsWrong() {
    func message(_ body: @autoclosure () throws -> SeedList) -> String {
      do { return try "\(body())" } catch { return "\(error)" }
    }
    let largest = "expected seeds up to 9223372036854775807, found "
    #expect(
      message(try SeedList("0,9223372036854775808"))
        == #"seeds "0,9223372036854775808": \#(largest)9223372036854775808"#)
    #expect(
      message(try SeedList("99999999999999999999"))
        == #"seeds "99999999999999999999": \#(largest)99999999999999999999"#)
    #expect(
      message(try SeedList("0,x-2"))
        == #"seeds "0,x-2": expected seeds such as 7, 0-3 or 1,5,9, found "x-2""#)
    #expect(
      message(try SeedList(from: 0, count: 0))
        == "the count of seeds: expected a number from 1 to 1000000, found 0")
  }

  @Test func theLongestListIsStillRead() throws {
    #expect(try SeedList("0-999999").seeds.count == 1_000_000)
  }

  @Test func countsGoUpFromTheFirst() throws {
    #expect(try SeedList(from: 5, count: 3).seeds == [5, 6, 7])
    #expect(throws: InputError.self) { try SeedList(from: 0, count: 0) }
    #expect(throws: InputError.self) { try SeedList(from: UInt64(Int64.max), count: 2) }
  }

  @Test func noTwoSeedsShareACandidate() throws {
    #expect(try SeedList.candidates(of: 0, count: 3).seeds == [0, 1, 2])
    #expect(try SeedList.candidates(of: 2, count: 3).seeds == [6, 7, 8])
    let largest = UInt64(Int64.max)
    #expect(try SeedList.candidates(of: largest, count: 1).seeds == [largest])
    for (seed, count) in [(largest, 2), (UInt64.max, 3), (5, 0), (5, -1)] {
      #expect(throws: InputError.self) { try SeedList.candidates(of: seed, count: count) }
    }
  }

  @Test(arguments: ["7", "0-3", "0-2,10,5", "3,1"])
  func descriptionsReadBack(_ text: String) throws {
    #expect(try SeedList(text).description == text)
  }

  @Test func eachPromptOfASetHasSeedsOfItsOwn() throws {
    let list = try SeedList("0-2,7")
    #expect(list.seeds(ofPrompt: 0) == [0, 1, 2, 7])
    #expect(list.seeds(ofPrompt: 3) == [3000, 3001, 3002, 3007])
    #expect(list.ofPrompts == "0-2,7+1000n")
    #expect(try SeedList("\(UInt64.max >> 1)").seeds(ofPrompt: 1) == [999])
    #expect(SeedList.first(2).seeds == [0, 1])
    // However far the list's own lie apart, no two prompts meet.
    let far = try SeedList("0,1000")
    #expect(far.seeds(ofPrompt: 1) == [10_000, 11_000])
    #expect(far.ofPrompts == "0,1000+10000n")
    #expect(try SeedList("7-1006").ofPrompts == "7-1006+1000n")
    #expect(
      try SeedList("0,9223372036854775807").ofPrompts
        == "0,9223372036854775807+10000000000000000000n")
  }
}
