import Datasets
import Evaluation
import Files
import Imaging
import TestSupport
import Testing
import TextToImage

@testable import Experiments

@Suite struct EvaluationPageTests {
  /// The page of an evaluation on two prompts of either of two tags, of which the second is drawn
  /// wrong with one seed of two, and the fourth with both.
  private func page(
    pictureLimit: Int = 4000, repeats: Int = 1
  ) throws -> (text: String, pictures: [ScoredPicture]) {
    try withTemporaryFolder { folder in
      let lines = (0..<4 * repeats).map { index in
        #"{"id": "p\#(index)", "prompt": "<b> & \#(index)", "tag": "#
          + #""\#(index % 4 < 2 ? "one" : "two")", "expect": {"include": [{"shape": "square"}]}}"#
      }
      let path = "\(folder)/p.jsonl"
      try writeFile(lines.joined(separator: "\n").utf8, to: path)
      let evaluation = try ModelEvaluation(
        model: nil, prompts: path, sampling: Sampling(SeedList("0-1")))
      var shapes = try ShapeEvaluation(evaluation.set)
      var page = EvaluationPage(of: evaluation, pictureLimit: pictureLimit)
      var pictures: [ScoredPicture] = []
      let scene = Scene(
        background: .white,
        objects: [
          SceneObject(shape: .square, color: .red, size: .large, x: 0.5, y: 0.5, radius: 0.2)
        ])
      for (index, prompt) in evaluation.set.prompts.enumerated() {
        for seed in evaluation.sampling.seeds.seeds(ofPrompt: index) {
          let isWrong = index % 4 == 3 || (index % 4 == 1 && seed % 2 == 1)
          let image = isWrong ? RGBImage(width: 64, height: 64) : render(scene, side: 64)
          let verdict = shapes.add(image, of: index)
          let picture = ScoredPicture(
            prompt: prompt, origin: .seed(seed), image: image, verdict: verdict)
          pictures.append(picture)
          try page.add(picture)
        }
      }
      let text = try page.text(shapes.report(side: 64), software: "limn test")
      #expect(!text.contains(folder))
      return (text, pictures)
    }
  }

  @Test func theWorstComesFirstWithWhatIsWrong() throws {
    let (text, pictures) = try page()
    #expect(text.contains("<b>overall</b> 0.625, the mean of the tags; of 8 pictures 3 fell short"))
    let ids = text.matches(of: #/<h3>(p\d)<\/h3>/#).map { String($0.1) }
    #expect(ids == ["p3", "p1", "p0", "p2"])
    #expect(text.matches(of: #/<button type="button" class="wrong"/#).count == 3)
    #expect(text.matches(of: #/<button type="button" class="right"/#).count == 5)
    let reason = try #require(pictures.last?.verdict.reason)
    #expect(text.contains("title=\"seed 3001, wrong: \(reason.escapedForHTML)\""))
    #expect(
      text.contains("aria-label=\"&lt;b&gt; &amp; 3, seed 3001, wrong: \(reason.escapedForHTML)\""))
    // Once for both of its pictures.
    #expect(
      text.contains("</div><ul class=\"reasons\"><li>\(reason.escapedForHTML)</li></ul></div>"))
    #expect(text.matches(of: #/<ul class="reasons">/#).count == 2)
    #expect(text.matches(of: #/<article data-tag="[a-z]*" data-short>/#).count == 2)
    #expect(text.contains("data-total=\"4 prompts\""))
    #expect(text.contains("<option>one</option><option>two</option>"))
    #expect(text.contains("&lt;b&gt; &amp; 3"))
    #expect(
      text.contains(
        "<ul class=\"notes\"><li>the model never saw &quot;&lt;b&gt;&quot;, &quot;0&quot;"))
    #expect(!text.contains("<b> &"))
    #expect(text.contains("<pre>limn evaluate --prompts p.jsonl --seed 0-1</pre>"))
    #expect(try page().text == text)
  }

  @Test func aCommandWithoutFilesWorksAnywhere() {
    #expect(HTMLPage.again("limn evaluate", hasFiles: true).contains("In the folder that"))
    let anywhere = HTMLPage.again("limn evaluate a<b", hasFiles: false)
    #expect(!anywhere.contains("In the folder that"))
    #expect(anywhere.contains("<pre>limn evaluate a&lt;b</pre>"))
  }

  @Test func longOnesSayWhatTheyLeaveOut() throws {
    let text = try page(pictureLimit: 24, repeats: 5).text
    #expect(text.matches(of: #/<article /#).count == 12)
    #expect(
      text.contains("8 prompts between these are not shown; their scores are in what limn evaluate")
    )
  }
}
