import Files
import Foundation
import Imaging
import TestSupport
import Testing
import TextToImage

/// The Swift example in the README.
@Suite("README's example") struct ReadmeExampleTests {
  @Test("draws a picture") func draws() throws {
    let file = "\(packageRoot)/experiments/shapes-64/model.safetensors"
    try withTemporaryFolder { folder in
      let output = "\(folder)/stars.png"
      // The lines of the example.
      let model = try Model.load(file)
      let reading = try model.read("two blue stars")
      try PNG.write(model.picture(of: reading.text, seed: 0), to: output)
      #expect(try PNG.read(output).image.width == model.side)
    }
  }

  @Test("has the lines that are tested") func isTested() throws {
    let readme = String(decoding: try readFile("\(packageRoot)/README.md"), as: UTF8.self)
    let source = String(decoding: try readFile(#filePath), as: UTF8.self)
    let example = try #require(
      readme.components(separatedBy: "\n```swift\n").dropFirst().first {
        $0.hasPrefix("import ")
      }?.components(separatedBy: "\n```").first)
    let lines = example.replacing(
      "\"../limn/experiments/shapes-64/model.safetensors\"", with: "file"
    )
    .replacing("\"stars.png\"", with: "output").split(separator: "\n")
    #expect(lines.count == 5)
    for line in lines { #expect(source.contains("\(line)\n"), "\(line)") }
  }
}
