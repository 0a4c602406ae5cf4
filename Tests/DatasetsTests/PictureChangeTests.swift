import Datasets
import Imaging
import Tensors
import Testing

/// Random changes of pictures that leave their captions true.
@Suite struct PictureChangeTests {
  private let gray = RGBImage(
    width: 32, height: 32, color: RGBColor(red: 128, green: 128, blue: 128))

  @Test func changesStayWithinTheirReach() {
    let augmentation = PictureAugmentation(translation: 0.1, scaling: 0.2, blur: 0.03, noise: 20)
    var random = RandomSource(seed: 1)
    let changes = (0..<200).map { _ in augmentation.change(using: &random) }
    #expect(changes.allSatisfy { abs($0.right) <= 0.1 && abs($0.down) <= 0.1 })
    #expect(changes.allSatisfy { abs($0.scale - 1) <= 0.2 })
    #expect(changes.allSatisfy { 0...0.03 ~= $0.blur && 0...20 ~= $0.noise })
    // Both directions, and near the ends.
    #expect(changes.contains { $0.right > 0.08 } && changes.contains { $0.right < -0.08 })
    #expect(changes.contains { $0.scale > 1.15 } && changes.contains { $0.scale < 0.85 })
    var again = RandomSource(seed: 1)
    #expect(changes[0] == augmentation.change(using: &again))
    let none = PictureAugmentation(translation: 0, scaling: 0, blur: 0, noise: 0)
    #expect(none.change(using: &random) == PictureChange())
    #expect(PictureChange()(gray, using: &random) == gray)
  }

  @Test func noiseHasItsDeviation() {
    var change = PictureChange()
    change.noise = 10
    var random = RandomSource(seed: 2)
    let values = change(gray, using: &random).pixels.map { Double($0) - 128 }
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
    #expect(abs(mean) < 1)
    #expect(abs(variance.squareRoot() - 10) < 0.5)
  }

  @Test func picturesMoveRightAndDown() {
    var picture = RGBImage(width: 8, height: 8, color: RGBColor(red: 0, green: 0, blue: 0))
    picture.pixels[(4 * 8 + 2) * 3] = 255
    var change = PictureChange()
    (change.right, change.down) = (0.375, 0.25)
    var random = RandomSource(seed: 4)
    let moved = change(picture, using: &random)
    let brightest = moved.pixels.indices.max { moved.pixels[$0] < moved.pixels[$1] } ?? 0
    #expect((brightest / 3 % 8, brightest / 24) == (5, 6))
  }

  @Test func mildChangesAreFixedButForTheirDirections() {
    var random = RandomSource(seed: 3)
    let moves = (0..<40).map { _ in PictureChange.Mild.moved.change(using: &random) }
    #expect(moves.allSatisfy { abs($0.right) == 1 / 16 && abs($0.down) == 1 / 16 })
    #expect(Set(moves.map { $0.right }).count == 2)
    #expect(moves.allSatisfy { $0.scale == 1 && $0.blur == 0 && $0.noise == 0 })
    #expect(PictureChange.Mild.plain.change(using: &random) == PictureChange())
    let together = PictureChange.Mild.together.change(using: &random)
    #expect(together.blur == 1 / 64 && together.noise == 10 && abs(together.scale - 1) > 0.09)
  }

  @Test func withoutASplitNothingIsHeldOut() throws {
    let data = WithoutSplit(TinyData())
    #expect(data.entries.map(\.captions) == TinyData().entries.map(\.captions))
    #expect(data.entries.allSatisfy { !$0.isHeldOut })
    #expect(data.trainingCaptions == ["a", "b"])
    #expect(data.hash == "01" && data.name == "tiny")
    #expect(try data.picture(1, side: 3).width == 3)
  }

  private struct TinyData: CaptionedPictures {
    let name = "tiny"
    let hash = "01"
    let entries = ["a", "b"].map {
      CaptionedEntry(id: $0, captions: [$0], concept: $0, isHeldOut: $0 == "b")
    }
    func picture(_ index: Int, side: Int) -> RGBImage { RGBImage(width: side, height: side) }
  }
}
