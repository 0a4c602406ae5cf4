import ArgumentParser
import Evaluation
import Experiments
import Files

/// The arguments of `limn evaluate` that are about figures over sets of pictures.
struct DistributionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Compare with the pictures of this folder or data set (fashion-mnist, emoji, or \
      emoji:held-out), by figures over the two sets.
      """, valueName: "place"))
  var against: String?

  @Option(
    help: ArgumentHelp(
      "Judge the pictures of this folder instead of a model's, with --against or by their prompts.",
      valueName: "folder"))
  var pictures: String?

  @Option(
    help: ArgumentHelp(
      "Pictures that were not trained on, to tell with nearest what was copied.",
      valueName: "place"))
  var heldOut: String?

  @Option(
    help: ArgumentHelp(
      """
      The figures, with commas between them: \
      \(figureNames). (default: the first six, fid where there are pictures enough)
      """, valueName: "list"))
  var figures: String?

  @Option(
    help: ArgumentHelp(
      """
      The network that computes the features. (default: what LIMN_FEATURES names, or \
      scripts/setup-features makes)
      """,
      valueName: "file"))
  var features: String?

  @Flag(help: "Compute fid from fewer than 2048 pictures all the same; it is then marked.")
  var allowSmall = false

  mutating func validate() throws {
    let kinds = try kinds()
    guard against != nil else {
      let given = [
        heldOut.map { _ in "--held-out" },
        figures.map { _ in "--figures" }, features.map { _ in "--features" },
        allowSmall ? "--allow-small" : nil,
      ].compactMap { $0 }
      guard let option = given.first else { return }
      throw ValidationError("\(option) goes with --against PLACE")
    }
    if pictures != nil, kinds?.contains(.diversity) == true {
      throw ValidationError(
        "diversity is of a model's pictures: the files of a folder have no prompts")
    }
    if heldOut != nil, kinds?.contains(.nearest) != true {
      throw ValidationError("--held-out goes with --figures nearest")
    }
  }

  /// The figures that were named, each once.
  private func kinds() throws -> [FigureKind]? {
    guard let figures else { return nil }
    var kinds: [FigureKind] = []
    for name in figures.split(separator: ",", omittingEmptySubsequences: false) {
      guard let kind = FigureKind(rawValue: String(name)) else {
        throw ValidationError("--figures: \"\(name)\" is none of \(figureNames)")
      }
      guard !kind.isOfClasses else {
        throw ValidationError(
          "--figures: \(name) is of classes, which training runs have; name it in a spec's evaluation"
        )
      }
      if !kinds.contains(kind) { kinds.append(kind) }
    }
    return kinds
  }

  /// What is to be compared.
  ///
  /// - Parameters:
  ///   - judged: The pictures to be judged.
  ///   - against: The folder or data set of references.
  /// - Returns: The two sets, with pictures enough, and the figures.
  /// - Throws: `InputError` where a folder is missing, or has too few pictures.
  func request(
    _ judged: PictureSource, against: String
  ) throws -> DistributionEvaluation.Request {
    let side = judged.firstSide ?? 64
    let reference = try PictureSource(place: against, side: side)
    let fewest = min(judged.ids.count, reference.ids.count)
    var kinds = try kinds()
    if kinds == nil {
      kinds = [.fid, .kid, .precision, .recall, .density, .coverage]
      if fewest < FigureKind.fid.fewest, !allowSmall {
        kinds?.removeFirst()
        report(
          "fid is left out: it wants \(FigureKind.fid.fewest) pictures a side, not \(fewest); "
            + "--allow-small computes it all the same")
      }
    }
    let request = DistributionEvaluation.Request(
      judged, against: reference,
      heldOut: try heldOut.map { try PictureSource(place: $0, side: side) },
      kinds: kinds ?? [], allowsSmall: allowSmall)
    try request.requireEnough()
    return request
  }

  /// The network, from where it was named or stands.
  ///
  /// - Throws: `InputError` (`missing`, `invalid`).
  func network() throws -> FeatureNetwork {
    try FeatureNetwork(path: features ?? ShippedFile.features.find())
  }
}

/// The figures of any two sets of pictures; those of classes want concepts.
private let figureNames = FigureKind.allCases.filter { !$0.isOfClasses }.map(\.rawValue)
  .joined(separator: ", ")
