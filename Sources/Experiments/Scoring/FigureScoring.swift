import Datasets
import Evaluation
import Files
import Imaging
import TextToImage

/// The figures over sets of pictures that a training run ends with: pictures drawn of captions of
/// the data set, against held-out pictures of it.
final class FigureScoring {
  /// The most references.
  static let maximumReferences = 2500

  private let spec: TrainingSpec
  private let data: any CaptionedPictures
  private let reference: DataSide
  private let classes: PictureClasses?
  private let network: FeatureNetwork

  /// Reads the network and checks that the figures can be computed, before anything is trained.
  ///
  /// - Throws: `InputError`: `missing` where the network for features is, `invalid` where there are
  ///   too few pictures, or no classes for figures that need some; nil where no figures are asked
  ///   for.
  init?(of spec: TrainingSpec, on data: TrainingData) throws {
    guard !spec.evaluation.figures.isEmpty, let pictures = data.pictures else { return nil }
    self.spec = spec
    self.data = pictures
    let heldOut = DataSide(pictures, isHeldOut: true)
    reference = heldOut.entries.isEmpty ? DataSide(pictures, isHeldOut: false) : heldOut
    network = try FeatureNetwork(path: ShippedFile.features.find(hasOption: false))
    let size = spec.dataset.size
    do {
      classes =
        spec.evaluation.figures.contains(where: \.isOfClasses)
        ? try PictureClasses(of: pictures) : nil
      try request { _, _ in RGBImage(width: size, height: size) }.requireEnough()
    } catch let fault as InputError where fault.kind == .invalid {
      throw fault.hinting(
        "leave figures out of evaluation.figures, raise evaluation.pictures, or hold out more "
          + "pictures: docs/datasets.md tells how a folder is split")
    }
  }

  /// Draws the pictures and computes the figures.
  ///
  /// - Parameters:
  ///   - model: What draws.
  ///   - advanced: Called with how much is done and how much there is, first in pictures, then in
  ///     figures; a false answer stops.
  /// - Returns: The figures; nil where it was stopped.
  /// - Throws: `InputError` where a caption cannot be read, or too few references can.
  func evaluation(
    of model: Model, advanced: (_ done: Int, _ all: Int, _ unit: String) -> Bool
  ) throws -> DistributionEvaluation? {
    let request = request { try model.picture(of: $0, seed: $1) }
    return try DistributionEvaluation.run(
      request, by: network, advanced: { advanced($0, request.count, "pictures") },
      computed: { advanced($0, request.kinds.count, "figures") })
  }

  /// What signatures say of the data.
  private var scope: String {
    "\(data.name) \(data.hash.prefix(12))" + (reference.isHeldOut ? ", held out" : "")
  }

  /// The figures as a run's record has them.
  func metricRecords(of evaluation: DistributionEvaluation) -> [MetricRecord] {
    let scope = scope
    return evaluation.figures.map {
      MetricRecord(name: $0.name, value: $0.value, signature: "\($0.signature), \(scope)")
    }
  }

  private func request(
    _ draw: @escaping (String, UInt64) throws -> RGBImage
  ) -> DistributionEvaluation.Request {
    let (plan, size) = (spec.evaluation, spec.dataset.size)
    return DistributionEvaluation.Request(
      PictureSource(
        name: spec.name, DrawnCaptions(of: reference, count: plan.pictures), classes: classes,
        draw: draw),
      against: PictureSource(
        reference, count: Self.maximumReferences, size: size, classes: classes),
      training: classes.map {
        PictureSource(
          DataSide(data, isHeldOut: false), count: plan.pictures, size: size, classes: $0)
      },
      kinds: plan.figures)
  }
}

extension SweepPlan {
  /// Checks, before the first run, that the figures that runs ask for can be computed.
  ///
  /// - Throws: `InputError`, as `FigureScoring` does.
  func requireFigures() throws {
    var checked: Set<String> = []
    for spec in members.lazy.map(\.spec.spec) where !spec.evaluation.figures.isEmpty {
      let what = spec.evaluation.figures.map(\.rawValue) + ["\(spec.evaluation.pictures)"]
      let data = "\(spec.dataset.name.rawValue) \(spec.dataset.path ?? "")"
      guard checked.insert((what + [data]).joined(separator: "|")).inserted else { continue }
      _ = try FigureScoring(of: spec, on: TrainingData(spec.dataset))
    }
  }
}
