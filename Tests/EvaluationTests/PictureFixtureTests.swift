import Datasets
import Evaluation
import Files
import Imaging
import TestSupport
import Testing

/// Pictures that Python drew (`Fixtures/draw_pictures.py`), with what is in them.
@Suite struct PictureFixtureTests {
  @Test func seesWhatAnotherRendererDrew() throws {
    let bytes = try readFile(fixturePath("pictures.rgb"))
    let text = try readFile(fixturePath("pictures.txt"))
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 24)
    for (index, line) in lines.enumerated() {
      let start = index * 64 * 64 * 3
      let pixels = Array(bytes[start..<(start + 64 * 64 * 3)])
      let seen = ShapeOracle().observe(RGBImage(width: 64, height: 64, pixels: pixels))
      let parts = line.split(separator: ",").map { $0.split(separator: " ").map(String.init) }
      #expect(seen.background?.rawValue == parts[0][0], "picture \(index)")
      #expect(seen.objects.count == parts.count - 1, "picture \(index)")
      for words in parts.dropFirst() {
        let truth = try sceneObject(words)
        let found = seen.objects.contains { $0.object.isNear(truth, within: 0.01) }
        #expect(found, "picture \(index): \(words) among \(seen.objects)")
      }
    }
  }

  /// The object written as size, colour, shape, x, y and radius.
  private func sceneObject(_ words: [String]) throws -> SceneObject {
    SceneObject(
      shape: try #require(Shape(rawValue: words[2])),
      color: try #require(ShapeColor(rawValue: words[1])),
      size: try #require(Size(rawValue: words[0])), x: try #require(Float(words[3])),
      y: try #require(Float(words[4])), radius: try #require(Float(words[5])))
  }
}
