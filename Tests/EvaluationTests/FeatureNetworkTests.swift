import Evaluation
import Files
import Imaging
import Tensors
import TestSupport
import Testing

/// The features that PyTorch computes, which `Fixtures/features.py` wrote down.
@Suite struct FeatureNetworkTests {
  private static let published =
    "\(packageRoot)/features/efficientnet-lite0.safetensors"

  @Test func aNarrowNetworkAgreesWithPyTorch() throws {
    let path = fixturePath("narrow_features.safetensors")
    let file = try SafetensorsFile(path: path)
    let network = try EfficientNetLite0(file, path: path)
    #expect(network.width == 12)
    let input = try file.tensor("fixture.input", shape: [2, 37, 37, 3], path: path)
    let expected = try file.tensor("fixture.features", shape: [2, 12], path: path)
    expectClose(
      network(input).elements.map(Double.init), expected.elements.map(Double.init),
      tolerance: 1e-4)
  }

  @Test(.enabled(if: fileExists(published), "scripts/setup-features makes the network"))
  func thePublishedNetworkAgreesWithPyTorch() throws {
    let path = fixturePath("published_features.json")
    let fixture = try JSONValue.parse(readFile(path), path: path)
    #expect(fixture["side"]?.int == FeatureNetwork.side)
    let network = try FeatureNetwork(path: Self.published)
    #expect(network.width == 1280)
    let pictures = (0..<3).map { patternPicture($0, side: FeatureNetwork.side) }
    let features = network.features(of: pictures).elements
    for (index, row) in try #require(fixture["features"]?.elements).enumerated() {
      let expected = try #require(row.elements).compactMap(\.double)
      let found = stride(from: index * 1280, to: (index + 1) * 1280, by: 7).map {
        Double(features[$0])
      }
      expectClose(found, expected, "picture \(index)", tolerance: 1e-3)
    }
  }

  @Test func aPictureHasTheSameFeaturesAloneAndAmongOthers() throws {
    let network = try FeatureNetwork(path: fixturePath("narrow_features.safetensors"))
    let pictures = (0..<5).map { patternPicture($0, side: 20 + 9 * $0) }
    let together = network.features(of: pictures).elements
    for (index, picture) in pictures.enumerated() {
      let alone = network.features(of: [picture]).elements
      #expect(alone == Array(together[(index * 12)..<((index + 1) * 12)]))
    }
  }

  @Test func filesOfAnotherKindAreRefused() throws {
    let path = fixturePath("distribution.safetensors")
    #expect {
      try FeatureNetwork(path: path)
    } throws: { error in
      (error as? InputError)?.kind == .invalid && "\(error)".contains("scripts/setup-features")
    }
  }

  @Test func oddPicturesAreLeftOutAndRepeatedOnesTold() throws {
    let network = try FeatureNetwork(path: fixturePath("narrow_features.safetensors"))
    let numbers = [0, 1, 0, 2, 3]
    let source = PictureSource(
      name: "odd", ids: ["a", "b", "c", "d", "e"], groups: ["x", "x", "y", "y", "y"]
    ) { index in
      if index == 3 {
        throw InputError(.invalid, path: "d", expected: "a picture", found: "none")
      }
      return patternPicture(numbers[index], side: 24)
    }
    let left = try #require(
      try PictureFeatures.read(source, by: network, repeated: .leaveOut, keepsPixels: true))
    #expect(left.features.ids == ["a", "b", "e"])
    #expect(left.pixels?.count == 3)
    #expect(left.groups == ["x", "x", "y"])
    #expect(left.leftOut.map(\.id) == ["c", "d"])
    #expect(left.leftOut[0].reason == "c: has the pixels of a")
    let counted = try #require(
      try PictureFeatures.read(source, by: network, repeated: .count))
    #expect(counted.features.ids == ["a", "b", "c", "e"])
    #expect(counted.repeats == 1)
    #expect(counted.hash != left.hash)
    #expect(try PictureFeatures.read(source, by: network, repeated: .count) { _ in false } == nil)
  }
}
