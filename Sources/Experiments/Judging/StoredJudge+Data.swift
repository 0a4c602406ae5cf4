import Files
import TextToImage

extension StoredJudge {
  /// The data set of captioned pictures that it learned from; nil for the Shapes world.
  ///
  /// - Throws: `SpecError` where its file says it in another form.
  func dataset(path: String) throws -> DatasetRecord? {
    try provenance["dataset"].map {
      try readSpec(from: $0, path: "\(path): provenance.dataset").spec
    }
  }

  /// The seed of its training; nil where its file does not say.
  var seed: Int? { provenance["spec"]?["seed"]?.int }
}
