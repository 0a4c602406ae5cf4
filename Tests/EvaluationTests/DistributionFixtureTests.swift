import Evaluation
import Files
import Tensors
import TestSupport
import Testing

/// The figures that NumPy computes, which `Fixtures/distribution.py` wrote down.
@Suite struct DistributionFixtureTests {
  private let fixture: JSONValue
  private let file: SafetensorsFile

  init() throws {
    let path = fixturePath("distribution.json")
    fixture = try JSONValue.parse(readFile(path), path: path)
    file = try SafetensorsFile(path: fixturePath("distribution.safetensors"))
  }

  private func set(_ name: String) throws -> FeatureSet {
    let entry = try #require(file[name])
    let values = try #require(entry.floats)
    let width = entry.shape[1]
    var set = FeatureSet(width: width)
    for row in 0..<entry.shape[0] {
      set.append("\(row)", values[(row * width)..<((row + 1) * width)])
    }
    return set
  }

  private func number(_ path: String...) throws -> Double {
    try #require(path.reduce(fixture as JSONValue?) { $0?[$1] }?.double)
  }

  private func numbers(_ path: String...) throws -> [Double] {
    let value = path.reduce(fixture as JSONValue?) { $0?[$1] }
    return try #require(value?.elements).compactMap(\.double)
  }

  @Test func frechetDistancesAgree() throws {
    let (pictures, reference) = (try set("pictures"), try set("reference"))
    let (few, others) = (try set("few"), try set("others"))
    let found = [
      frechetDistance(pictures, reference), frechetDistance(few, others),
      frechetDistance(few, reference),
    ]
    let expected = try [number("fid"), number("fid_few"), number("fid_mixed")]
    expectClose(found, expected, tolerance: 1e-4)
    expectClose([frechetDistance(reference, few)], [expected[2]], tolerance: 1e-4)
    #expect(abs(frechetDistance(reference, reference)) < 1e-5)
  }

  @Test func kernelDistancesAgree() throws {
    let (pictures, reference) = (try set("pictures"), try set("reference"))
    let expected = try number("mmd")
    expectClose([squaredDiscrepancy(pictures, reference)], [expected], tolerance: 1e-4)
    let subsets = KernelDistance(pictures, reference, seed: 3)
    #expect(subsets.subsetSize == 130)
    // The mean over a hundred subsets is an estimate of the same.
    let deviation = try number("mmd_deviation")
    #expect(abs(subsets.mean - expected) < 4 * deviation / 10)
    // The deviation of a hundred is known to about 7%.
    #expect(abs(subsets.deviation / deviation - 1) < 0.3)
    #expect(KernelDistance(pictures, reference, seed: 3) == subsets)
    #expect(KernelDistance(pictures, reference, seed: 4) != subsets)
    // Half of the smaller set, whichever that is.
    let few = pictures.subset(0..<40)
    #expect(KernelDistance(few, reference).subsetSize == 20)
    #expect(KernelDistance(reference, few).subsetSize == 20)
  }

  @Test func manifoldsAgree() throws {
    let manifolds = Manifolds(try set("pictures"), against: try set("reference"))
    func share(_ hits: [Bool]) -> Double { Double(hits.count { $0 }) / Double(hits.count) }
    let density = manifolds.crowds.reduce(0, +) / Double(manifolds.crowds.count)
    let found = [
      share(manifolds.isPlausible), share(manifolds.isReached), density,
      share(manifolds.isCovered),
    ]
    let expected = try ["precision", "recall", "density", "coverage"].map {
      try number("manifolds", $0)
    }
    expectClose(found, expected, tolerance: 1e-4)
  }

  @Test func nearestNeighboursAgree() throws {
    let reference = try set("reference")
    let own = NearestNeighbours(of: try set("pictures"), in: reference)
    let heldOut = NearestNeighbours(of: try set("held_out"), in: reference)
    #expect(own.pairs.map(\.nearest) == (try numbers("nearest", "index")).map { "\(Int($0))" })
    let means = [own, heldOut].map { $0.distances.reduce(0, +) / Double($0.distances.count) }
    expectClose(
      means + [own.copying(against: heldOut)],
      try [
        number("nearest", "mean"), number("nearest", "held_out"), number("nearest", "copying"),
      ], tolerance: 1e-4)
    #expect(heldOut.copying(against: heldOut) == 0.5)
    let closest = own.closest(20)
    #expect(Set(closest.map(\.id)) == Set((0..<20).map(String.init)))
    #expect(closest.map(\.distance) == closest.map(\.distance).sorted())
    var alike = FeatureSet(width: 1)
    for id in ["c", "a", "d", "b"] { alike.append(id, [1]) }
    // Of equally near ones the earlier comes first.
    #expect(NearestNeighbours(of: alike, in: alike).closest(3).map(\.id) == ["c", "a", "d"])
  }

  @Test func everyFigureHasItsFewestPictures() throws {
    for kind in FigureKind.allCases {
      try kind.require(kind.fewest, of: "drawn", allowsSmall: false)
      let error = #expect(throws: InputError.self) {
        try kind.require(kind.fewest - 1, of: "drawn", allowsSmall: false)
      }
      #expect(error?.path == "drawn")
    }
    try FigureKind.fid.require(2, of: "drawn", allowsSmall: true)
    #expect(throws: InputError.self) {
      try FigureKind.fid.require(1, of: "drawn", allowsSmall: true)
    }
  }

  @Test func inceptionScoresAgree() throws {
    let entry = try #require(file["probabilities"])
    let values = try #require(entry.floats).map(Double.init)
    let rows = stride(from: 0, to: values.count, by: 5).map { Array(values[$0..<($0 + 5)]) }
    let score = InceptionScore(probabilities: rows, splits: 4)
    expectClose(
      [score.mean, score.deviation],
      try [number("inception", "mean"), number("inception", "deviation")], tolerance: 1e-4)
  }

  @Test func diversitiesAgree() throws {
    let pictures = try set("pictures")
    let groups = try #require(fixture["diversity"]?["groups"]?.elements).map {
      ($0.elements ?? []).compactMap(\.int)
    }
    expectClose(
      groups.map { meanPairwiseDistance(pictures, $0) }, try numbers("diversity", "means"),
      tolerance: 1e-4)
  }

  @Test func ridgeClassifiersAgree() throws {
    let labels = try #require(fixture["ridge"]?["labels"]?.elements).compactMap(\.string)
    let expected = try #require(fixture["ridge"]?["classes"]?.elements).compactMap(\.string)
    let reference = try set("reference")
    let classifier = RidgeClassifier(reference, labels: labels)
    #expect(classifier.classes == ["0", "1", "2"])
    #expect(classifier.classify(try set("pictures")) == expected)
    let share = classifier.isCorrect(reference, labels: labels).count { $0 }
    #expect(share > 210)
  }
}
