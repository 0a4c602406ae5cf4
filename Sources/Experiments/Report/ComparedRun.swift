import Files

/// A training run whose model is one side of a comparison.
public struct ComparedRun: Equatable, Sendable {
  /// The run's folder name.
  public let name: String
  /// What it measured while it trained; nil where it kept nothing.
  public let curves: TrainingCurves?

  /// Reads what is to be said of the run in `directory`.
  ///
  /// - Throws: `InputError` where its metrics are faulty.
  public init(_ directory: RunDirectory) throws {
    name = directory.id
    curves =
      fileExists(directory.metrics)
      ? TrainingCurves(try MetricsHistory(directory.metrics)) : nil
  }

  /// The run that the model in the file `path` was left by; nil where it stands in no run's folder.
  ///
  /// - Throws: `InputError` where the run's metrics are faulty.
  public init?(ofModel path: String) throws {
    let folder = folderName(path)
    guard let directory = try? RunDirectory.find(folder), directory.path == folder,
      path == directory.model
    else { return nil }
    try self.init(directory)
  }
}
