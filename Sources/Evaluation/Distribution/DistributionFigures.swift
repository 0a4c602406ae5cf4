import Files

/// Figures of merit of pictures, against pictures that stand for what they should be like.
public struct DistributionFigures {
  /// The pictures to be judged.
  public let pictures: PictureFeatures
  /// The references.
  public let reference: PictureFeatures
  /// Pictures of the references' world that were not trained on: the yardstick of `nearest`.
  public let heldOut: PictureFeatures?
  /// Real pictures with classes, apart from the references: what a classifier learns from.
  public let training: PictureFeatures?
  /// The signature of the network that computed the features.
  public let network: String
  /// Whether FID is computed for few pictures.
  public let allowsSmall: Bool
  /// The seed of subsets and resamples.
  public let seed: UInt64
  /// The nearest references, where they were asked for.
  public private(set) var nearest: [Nearness] = []
  private var manifolds: Manifolds?

  /// The nearest references by one measure.
  public struct Nearness: Sendable {
    /// "nearest" by features, "nearest-pixels" by the pixels of small copies.
    public let name: String
    /// The nearest reference of each picture.
    public let pictures: NearestNeighbours
    /// The nearest reference of each held-out picture.
    public let heldOut: NearestNeighbours?
  }

  /// Figures that are yet to be computed.
  public init(
    _ pictures: PictureFeatures, against reference: PictureFeatures,
    heldOut: PictureFeatures? = nil, training: PictureFeatures? = nil, network: String,
    allowsSmall: Bool = false, seed: UInt64 = 0
  ) {
    self.pictures = pictures
    self.reference = reference
    self.heldOut = heldOut
    self.training = training
    self.network = network
    self.allowsSmall = allowsSmall
    self.seed = seed
  }

  /// Computes a figure; `nearest` is several.
  ///
  /// - Throws: `InputError` (`invalid`) where there are too few pictures.
  public mutating func compute(_ kind: FigureKind) throws -> [Figure] {
    for side in [pictures, reference] {
      try kind.require(side.features.count, of: side.name, allowsSmall: allowsSmall)
    }
    switch kind {
    case .fid:
      let isSmall = min(pictures.features.count, reference.features.count) < kind.fewest
      let value = frechetDistance(pictures.features, reference.features)
      return [figure(kind, value, settings: isSmall ? ["small"] : [])]
    case .kid: return [kernelDistance()]
    case .precision: return [share(kind, pictures.grouped(balls().isPlausible))]
    case .recall: return [share(kind, balls().isReached.map { [$0] })]
    case .coverage: return [share(kind, balls().isCovered.map { [$0] })]
    case .density:
      return [mean(kind, pictures.grouped(balls().crowds), settings: ["k:\(Manifolds.k)"])]
    case .nearest: return nearestFigures()
    case .diversity: return try [diversity()]
    case .classification: return try classification()
    case .inceptionScore: return try inceptionScore()
    }
  }

  func figure(
    _ kind: FigureKind, suffix: String = "", _ value: Double, interval: Interval? = nil,
    deviation: Double? = nil, settings: [String] = []
  ) -> Figure {
    Figure(
      name: kind.rawValue + suffix, value: value, interval: interval, deviation: deviation,
      definition: kind.definition, signature: signature(kind, settings))
  }

  /// "kid/1|features:…|side:96|n:5000/5000|seeds:0-3+1000n|subsets:100x1000|seed:0".
  private func signature(_ kind: FigureKind, _ settings: [String]) -> String {
    let counts = "n:\(pictures.features.count)/\(reference.features.count)"
    let seeds = pictures.seeds.map { ["seeds:\($0)"] } ?? []
    return (["\(kind.rawValue)/1", network, counts] + seeds + settings).joined(separator: "|")
  }

  private func share(_ kind: FigureKind, _ groups: [[Bool]]) -> Figure {
    let hits = groups.flatMap { $0 }
    let value = Double(hits.count { $0 }) / Double(hits.count)
    return figure(
      kind, value, interval: Interval(shareOf: groups), settings: ["k:\(Manifolds.k)"])
  }

  private func mean(_ kind: FigureKind, _ groups: [[Double]], settings: [String] = []) -> Figure {
    figure(
      kind, overallMean(groups), interval: Interval(meanOf: groups, seed: seed),
      settings: settings + ["seed:\(seed)"])
  }

  private mutating func balls() -> Manifolds {
    if let manifolds { return manifolds }
    let made = Manifolds(pictures.features, against: reference.features)
    manifolds = made
    return made
  }

  private func kernelDistance() -> Figure {
    let distance = KernelDistance(pictures.features, reference.features, seed: seed)
    return figure(
      .kid, distance.mean, deviation: distance.deviation,
      settings: ["subsets:\(KernelDistance.subsets)x\(distance.subsetSize)", "seed:\(seed)"])
  }
}

extension DistributionFigures {
  /// The distances to the nearest references, in features and in pixels, with those of held-out
  /// pictures and the probability of copying where there are any.
  private mutating func nearestFigures() -> [Figure] {
    let vectors: [(String, KeyPath<PictureFeatures, FeatureSet?>)] = [
      ("nearest", \.anyFeatures), ("nearest-pixels", \.pixels),
    ]
    var figures: [Figure] = []
    for (name, path) in vectors {
      guard let set = pictures[keyPath: path], let others = reference[keyPath: path] else {
        continue
      }
      let nearness = Nearness(
        name: name, pictures: NearestNeighbours(of: set, in: others),
        heldOut: heldOut?[keyPath: path].map { NearestNeighbours(of: $0, in: others) })
      nearest.append(nearness)
      figures += nearness.figures(
        of: pictures,
        signature: signature(.nearest, heldOut.map { ["held-out:\($0.features.count)"] } ?? []),
        seed: seed)
    }
    return figures
  }

  private func diversity() throws -> Figure {
    let groups = pictures.members.filter { $0.count > 1 }
    guard !groups.isEmpty else {
      throw InputError(
        .invalid, path: pictures.name, expected: "several pictures of a prompt for diversity",
        found: pictures.groups.isEmpty ? "pictures without prompts" : "one of each")
    }
    return mean(.diversity, groups.map { [meanPairwiseDistance(pictures.features, $0)] })
  }
}

extension PictureFeatures {
  /// The features, as a key path can name them beside the pixels.
  fileprivate var anyFeatures: FeatureSet? { features }

  /// The indices of the pictures of each group, in the order of their first ones; each picture by
  /// itself where groups are not known.
  fileprivate var members: [[Int]] {
    guard !groups.isEmpty else { return (0..<features.count).map { [$0] } }
    var members: [String: [Int]] = [:]
    for (index, group) in groups.enumerated() { members[group, default: []].append(index) }
    return members.values.sorted { $0[0] < $1[0] }
  }

  /// The values of the pictures, one each, by their groups.
  fileprivate func grouped<Value>(_ values: [Value]) -> [[Value]] {
    members.map { $0.map { values[$0] } }
  }
}

private func overallMean(_ groups: [[Double]]) -> Double {
  groups.joined().reduce(0, +) / Double(groups.reduce(0) { $0 + $1.count })
}

extension DistributionFigures.Nearness {
  fileprivate func figures(
    of judged: PictureFeatures, signature: String, seed: UInt64
  ) -> [Figure] {
    let what =
      name == "nearest" ? "features" : "pixels, of copies of side \(PictureFeatures.pixelSide)"
    func figure(_ suffix: String, _ groups: [[Double]], _ whose: String) -> Figure {
      Figure(
        name: name + suffix, value: overallMean(groups),
        interval: Interval(meanOf: groups, seed: seed),
        definition:
          "Mean Euclidean distance of a \(whose) picture to the nearest reference, in \(what)",
        signature: "\(signature)|seed:\(seed)")
    }
    let own = figure("", judged.grouped(pictures.distances), "judged")
    guard let heldOut, !heldOut.pairs.isEmpty else { return [own] }
    return [
      own, figure("-held-out", heldOut.distances.map { [$0] }, "held-out"),
      Figure(
        name: "\(name)-copying", value: pictures.copying(against: heldOut),
        definition:
          "Probability that a picture is nearer to the references than a held-out one, in "
          + "\(what) (Meehan et al. 2020); 0.5 means no copying, 1 nothing else",
        signature: signature),
    ]
  }
}
