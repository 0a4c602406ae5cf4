import Datasets
import Evaluation
import Files
import OrderedCollections
import TextToImage

extension StoredModel {
  /// Captions of the pictures that the model learned from, to draw pictures of.
  ///
  /// - Parameters:
  ///   - path: The model's file, for messages.
  ///   - count: The most captions; the same caption of two entries counts once.
  /// - Returns: The first caption of entries spread evenly over those to train on; nil for a model
  ///   of the Shapes world.
  /// - Throws: `InputError` where the data is not there or cannot be read; `SpecError` where the
  ///   file tells its training in another form.
  public func trainingCaptions(path: String, atMost count: Int) throws -> PromptSet? {
    guard let dataset = header.provenance["spec"]?["dataset"] else { return nil }
    let spec = try readSpec(
      DatasetSpec.self, from: dataset, path: "\(path): provenance.spec.dataset"
    ).spec
    guard let pictures = try TrainingData(spec.located(beside: "\(folderName(path))/..")).pictures
    else { return nil }
    let side = DataSide(pictures, isHeldOut: false)
    return PromptSet(
      captions: side.entries.evenlySpread(count).map { pictures.entries[$0].caption(0) })
  }

  /// What the model cannot read of the prompts of `set`, a sentence a fault.
  ///
  /// - Throws: `InputError` (`invalid`) where the tokenizer refuses a prompt.
  public func warnings(of set: PromptSet) throws -> [String] {
    let encodings = try set.prompts.map {
      try model.tokenizer.encode($0.prompt, length: model.textEncoder.configuration.length)
    }
    let words = OrderedSet(encodings.flatMap(\.unknownWords)).elements
    let cut = encodings.count(where: \.isTruncated)
    return [
      words.isEmpty ? nil : "the model never saw \(listed(words))",
      cut == 0 ? nil : "the model reads only the beginning of \(counted(cut, "prompt"))",
    ].compactMap { $0 }
  }

  /// Checks that the built-in prompts ask for what the model learned to draw.
  ///
  /// - Parameters:
  ///   - path: The model's file, for the message.
  ///   - hint: What to do where it did not.
  /// - Throws: `InputError` (`invalid`) where it learned from captioned pictures.
  func requireShapesWorld(path: String, hint: String) throws {
    guard let dataset else { return }
    throw InputError(
      .invalid, path: path,
      expected: "a model of the Shapes world, which the built-in prompts are of",
      found: "one that learned from \(dataset)",
      hint: hint)
  }
}
