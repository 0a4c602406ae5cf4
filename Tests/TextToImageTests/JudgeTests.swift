import Imaging
import Testing
import TextToImage

@Suite("Judging") struct JudgeTests {
  private let east = UnitVector([2, 0])
  private let west = UnitVector([-3, 0])
  private let north = UnitVector([0, 0.5])

  @Test("agreement is the cosine, clipped at 0") func agreement() {
    #expect(Judge.agreement(of: east, with: UnitVector([5, 0])) == 1)
    #expect(Judge.agreement(of: east, with: north) == 0)
    #expect(Judge.agreement(of: east, with: west) == 0)
    #expect(abs(Judge.agreement(of: east, with: UnitVector([3, 4])) - 0.6) < 1e-12)
    #expect(Judge.agreement(of: east, with: UnitVector([0, 0])) == 0)
  }

  @Test("a cosine is never beyond 1, as sums in floating point may be") func bounds() {
    for n in 1...200 {
      let vector = UnitVector((0..<7).map { Float(1 + n * $0 % 13) })
      let turned = UnitVector((0..<7).map { -Float(1 + n * $0 % 13) })
      #expect(vector.cosine(with: vector) <= 1)
      #expect(vector.cosine(with: turned) >= -1)
    }
  }

  @Test("diversity is half the mean of 1 - cosine over pairs") func diversity() {
    #expect(Judge.diversity(of: [east, east, east]) == 0)
    #expect(Judge.diversity(of: [east, west]) == 1)
    #expect(Judge.diversity(of: [east, north]) == 0.5)
    // Pairs: 0.5, 1 and 0.5.
    #expect(abs(Judge.diversity(of: [east, north, west]) - 2 / 3) < 1e-12)
  }

  @Test("pictures of another size are resized") func sizes() throws {
    let judge = try tinyJudge()
    var picture = RGBImage(width: 16, height: 16)
    for x in 3..<9 { picture[x, 5] = RGBColor(red: 200, green: 0, blue: 0) }
    #expect(judge.vector(of: picture.enlarged(by: 4)) == judge.vector(of: picture))
    let red = try judge.read("a red circle")
    #expect(!red.isTruncated)
    let agreement = judge.agreement(of: picture, with: red.vector)
    #expect(agreement == Judge.agreement(of: judge.vector(of: picture), with: red.vector))
    #expect(try judge.read(String(repeating: "a red circle ", count: 9)).isTruncated)
  }
}
