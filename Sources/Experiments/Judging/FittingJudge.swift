import Files
import TextToImage

extension StoredJudge {
  /// The judge that the environment names, or else the one that ships and learned from the same
  /// data set as `model`.
  ///
  /// - Parameters:
  ///   - model: The model whose pictures it is to judge.
  ///   - reason: Why it is needed, as a clause, for the message.
  /// - Returns: Its file's path.
  /// - Throws: `InputError` (`missing`) where there is none.
  public static func find(for model: StoredModel, since reason: String) throws -> String {
    guard let dataset = model.dataset, ShippedFile.judge.named == nil else {
      return try ShippedFile.judge.find(since: reason)
    }
    let fitting = ShippedFile.judges.first { path in
      (try? StoredJudge(path))?.provenance["dataset"]?["name"]?.string == dataset
    }
    if let fitting { return fitting }
    throw InputError(
      .missing, path: "a judge of \(dataset)",
      expected: "one that ships, since \(reason) and the model learned from \(dataset)",
      found: "none",
      hint: "name one with --judge or LIMN_JUDGE, or train one: limn run with kind judge")
  }

  /// Whether it learned from the data set that `model` learned from; from another one, its words
  /// are others.
  public func knows(_ model: StoredModel) -> Bool {
    provenance["dataset"]?["name"]?.string == model.dataset
  }
}

extension StoredModel {
  /// The name of the captioned pictures that it learned from; nil for the Shapes world.
  public var dataset: String? { header.provenance["dataset"]?["name"]?.string }
}
