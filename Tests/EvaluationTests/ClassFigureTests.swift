import Files
import Imaging
import TestSupport
import Testing

@testable import Evaluation

/// Figures by classifiers, over features of a narrow network.
@Suite struct ClassFigureTests {
  private let network: FeatureNetwork

  init() throws {
    network = try FeatureNetwork(path: fixturePath("narrow_features.safetensors"))
  }

  /// Flat pictures of two kinds, red and blue, each a little other.
  private func side(
    _ name: String, _ count: Int, from start: Int, classes: ((Int) -> String?)?
  ) throws -> PictureFeatures {
    let source = PictureSource(
      name: name, ids: (0..<count).map { "\(name) \($0)" },
      classes: classes.map { (0..<count).map($0) } ?? []
    ) { index in
      let shade = UInt8(start + 2 * index)
      let color =
        index % 2 == 0
        ? RGBColor(red: 255 - shade, green: shade, blue: 0)
        : RGBColor(red: 0, green: shade, blue: 255 - shade)
      return RGBImage(width: 32, height: 32, color: color)
    }
    return try #require(try PictureFeatures.read(source, by: network, repeated: .count))
  }

  private func kind(_ index: Int) -> String? { index % 2 == 0 ? "red" : "blue" }

  private func figures(_ kind: FigureKind, drawn classes: ((Int) -> String?)?) throws -> [Figure] {
    var distribution = DistributionFigures(
      try side("drawn", 20, from: 0, classes: classes),
      against: try side("real", 30, from: 1, classes: self.kind),
      training: try side("training", 20, from: 3, classes: self.kind), network: network.signature)
    return try distribution.compute(kind)
  }

  @Test func picturesOfTheRightClassesTeachAClassifier() throws {
    let right = try figures(.classification, drawn: kind)
    #expect(right.map(\.name) == ["classification", "classification-real"])
    #expect(right.map(\.value) == [1, 1])
    // Of the 30 references, which the classifier has not seen.
    #expect(right[0].interval == Interval(shareOf: Array(repeating: [true], count: 30)))
    #expect(
      right[0].signature
        == "classification/1|\(network.signature)|n:20/30|classes:2|classifier:ridge-0.1")
    #expect(right[1].signature.hasSuffix("|classifier:ridge-0.1|training:20"))
    let swapped = try figures(.classification, drawn: { kind($0 + 1) })
    #expect(swapped.map(\.value) == [0, 1])
  }

  @Test func picturesOfNoClassCountForNothing() throws {
    let some = try figures(.classification, drawn: { $0 < 10 ? kind($0) : nil })
    #expect(some[0].value == 1)
    for classes in [nil, { _ in nil }] as [((Int) -> String?)?] {
      let error = #expect(throws: InputError.self) {
        try figures(.classification, drawn: classes)
      }
      #expect(error?.path == "drawn")
    }
  }

  @Test func theInceptionScoreIsHighWhereClassesAreSureAndMany() throws {
    let both = try figures(.inceptionScore, drawn: nil)
    #expect(both.map(\.name) == ["inception-score", "inception-score-real"])
    #expect((1.9...2).contains(both[0].value))
    #expect((1.9...2).contains(both[1].value))
    var one = DistributionFigures(
      try #require(
        try PictureFeatures.read(
          PictureSource(name: "one", ids: (0..<20).map { "\($0)" }) { _ in
            RGBImage(width: 32, height: 32, color: RGBColor(red: 250, green: 0, blue: 0))
          }, by: network, repeated: .count)),
      against: try side("real", 30, from: 1, classes: kind),
      training: try side("training", 20, from: 3, classes: kind), network: network.signature)
    #expect(abs(try one.compute(.inceptionScore)[0].value - 1) < 1e-6)
  }

  @Test func splitsOfTheInceptionScoreHavePicturesOfAllClasses() throws {
    // Sorted by class, so that each half shows one class alone.
    let sorted = PictureSource(name: "sorted", ids: (0..<100).map { "\($0)" }) { index in
      RGBImage(
        width: 32, height: 32,
        color: index < 50
          ? RGBColor(red: 250, green: 0, blue: 0) : RGBColor(red: 0, green: 0, blue: 250))
    }
    var distribution = DistributionFigures(
      try #require(try PictureFeatures.read(sorted, by: network, repeated: .count)),
      against: try side("real", 10, from: 1, classes: kind),
      training: try side("training", 10, from: 3, classes: kind), network: network.signature)
    let score = try distribution.compute(.inceptionScore)[0]
    #expect(score.signature.contains("|splits:2|"))
    #expect(score.value > 1.9)
  }

  @Test func theSoftmaxIsAsSureAsTheClassifierIsRight() {
    // Three of four are right: the likeliest probability of the winner is three quarters.
    let scores = [[1.0, 0], [1, 0], [1, 0], [1, 0], [0, 9]]
    let softmax = CalibratedSoftmax(scores, classes: [0, 0, 0, 1, nil])
    #expect(abs(softmax.probabilities(of: [1, 0])[0] - 0.75) < 1e-9)
    let sure = CalibratedSoftmax([[1, 0], [0, 1]], classes: [0, 1])
    #expect(sure.factor > CalibratedSoftmax.largestFactor - 1e-6)
    #expect(abs(sure.probabilities(of: [3, 3]).reduce(0, +) - 1) < 1e-12)
  }

  @Test func signaturesTellFiguresFromOtherScores() {
    #expect(FigureKind(signature: "kid/1|features:x|side:96, emoji 0123") == .kid)
    #expect(FigureKind(signature: "classification/1|x|training:9") == .classification)
    #expect(FigureKind(signature: "r-precision-by-own-encoders/1, emoji 0123") == nil)
    #expect(FigureKind(signature: "kid/1, something else") == nil)
  }
}
