import Evaluation
import Files

/// Figures of merit of pictures against others, as `limn evaluate --against` gives them.
public struct DistributionEvaluation {
  /// The figures, in the order they were asked for.
  public let figures: [Figure]
  /// Pictures that were not used, and why, of all sides.
  public let leftOut: [PictureFeatures.LeftOut]
  private let sides: [(role: String, pictures: PictureFeatures)]
  private let nearest: [DistributionFigures.Nearness]
  private let network: (name: String, hash: String)

  /// What is compared, and how.
  public struct Request {
    /// The pictures to be judged.
    public var pictures: PictureSource
    /// The references; repeated ones are left out.
    public var reference: PictureSource
    /// Pictures that were not trained on, for `nearest`.
    public var heldOut: PictureSource?
    /// Real pictures apart from the references, for figures of classes.
    public var training: PictureSource?
    /// The figures.
    public var kinds: [FigureKind]
    /// Whether FID is computed for few pictures.
    public var allowsSmall: Bool

    /// A request from its parts.
    public init(
      _ pictures: PictureSource, against reference: PictureSource, heldOut: PictureSource? = nil,
      training: PictureSource? = nil, kinds: [FigureKind], allowsSmall: Bool = false
    ) {
      self.pictures = pictures
      self.reference = reference
      self.heldOut = heldOut
      self.training = training
      self.kinds = kinds
      self.allowsSmall = allowsSmall
    }

    /// How many pictures will be read or drawn.
    public var count: Int { sources.reduce(0) { $0 + $1.source.ids.count } }

    fileprivate var sources: [(role: String, source: PictureSource)] {
      [("pictures", pictures), ("against", reference)] + (heldOut.map { [("held_out", $0)] } ?? [])
        + (training.map { [("training", $0)] } ?? [])
    }

    /// Checks, before any picture is read, that there can be enough of them.
    ///
    /// - Throws: `InputError` (`invalid`).
    public func requireEnough() throws {
      for kind in kinds {
        for side in [pictures, reference] {
          try kind.require(side.ids.count, of: side.name, allowsSmall: allowsSmall)
        }
        for side in [pictures, reference]
        where kind.isOfClasses && !side.classes.contains(where: { $0 != nil }) {
          throw InputError(
            .invalid, path: side.name, expected: "pictures with classes for \(kind.rawValue)",
            found: "none")
        }
      }
    }
  }

  /// Reads the pictures and computes the figures.
  ///
  /// - Parameters:
  ///   - request: What is compared.
  ///   - network: What computes the features.
  ///   - advanced: Called with the number of pictures that are read; a false answer stops.
  ///   - computed: Called with the number of figures that are computed; a false answer stops.
  /// - Returns: The figures; nil where it was stopped.
  /// - Throws: `InputError` (`invalid`) where there are too few pictures.
  public static func run(
    _ request: Request, by network: FeatureNetwork, advanced: (Int) -> Bool = { _ in true },
    computed: (Int) -> Bool = { _ in true }
  ) throws -> DistributionEvaluation? {
    try request.requireEnough()
    var done = 0
    var sides: [(role: String, pictures: PictureFeatures)] = []
    for (role, source) in request.sources {
      // A model that repeats itself must pay for it; a reference that does says nothing new.
      let read = try PictureFeatures.read(
        source, by: network, repeated: role == "pictures" ? .count : .leaveOut,
        keepsPixels: request.kinds.contains(.nearest)
      ) { advanced(done + $0) }
      guard let read else { return nil }
      sides.append((role, read))
      done += source.ids.count
    }
    func side(_ role: String) -> PictureFeatures? { sides.first { $0.role == role }?.pictures }
    var distribution = DistributionFigures(
      sides[0].pictures, against: sides[1].pictures, heldOut: side("held_out"),
      training: side("training"), network: network.signature, allowsSmall: request.allowsSmall)
    var figures: [Figure] = []
    for (index, kind) in request.kinds.enumerated() {
      figures += try distribution.compute(kind)
      guard computed(index + 1) else { return nil }
    }
    return DistributionEvaluation(
      figures: figures, leftOut: sides.flatMap(\.pictures.leftOut), sides: sides,
      nearest: distribution.nearest, network: (network.name, network.hash))
  }
}

extension DistributionEvaluation {
  /// The fewest pictures of a side of which balls to the k-th neighbour tell something.
  private static let fewestForBalls = 10 * Manifolds.k

  /// What must be known of the figures, a sentence each.
  public var warnings: [String] {
    let ofBalls = ["precision", "recall", "density", "coverage"]
    guard figures.contains(where: { ofBalls.contains($0.name) }) else { return [] }
    let few = zip(["picture", "reference"], sides.map(\.pictures.features.count))
      .filter { $1 < Self.fewestForBalls }.map { counted($1, $0) }
    guard !few.isEmpty else { return [] }
    return [
      "\(few.joined(separator: " and ")) are few: balls to the \(Manifolds.k)th neighbour reach "
        + "far, so that precision, recall, density and coverage say little"
    ]
  }

  /// The figures and what they are of.
  public var json: JSONValue {
    var members = sides.map { JSONValue.Member($0.role, side($0.pictures)) }
    members.append(
      .init(
        "features",
        [
          "name": .string(network.name), "sha256": .string(network.hash),
          "side": .integer(FeatureNetwork.side),
        ]))
    members.append(.init("figures", .array(figures.map(\.json))))
    if !nearest.isEmpty {
      members.append(
        .init(
          "closest",
          .object(nearest.map { .init($0.name, .array($0.pictures.closest(10).map(\.json))) })))
    }
    return .object(members)
  }

  /// A line a figure, for people.
  public var table: String {
    let counts = sides.map { side in
      let repeats = side.pictures.repeats
      return "\(side.pictures.features.count) \(side.role)"
        + (repeats > 0 ? " (\(repeats) repeated)" : "")
    }
    let signatures = figures.map(\.signature).reduce(into: [String]()) { seen, signature in
      if !seen.contains(signature) { seen.append(signature) }
    }
    return
      ([figureTable(of: figures.map(\.json)), "", counts.joined(separator: ", ")] + signatures)
      .joined(separator: "\n")
  }

  private func side(_ pictures: PictureFeatures) -> JSONValue {
    [
      "name": .string(pictures.name), "sha256": .string(pictures.hash),
      "count": .integer(pictures.features.count), "repeats": .integer(pictures.repeats),
      "left_out": .array(pictures.leftOut.map { .string($0.id) }),
    ]
  }
}

/// A line a figure, each as `Figure.json` gives it, for people.
func figureTable(of figures: [JSONValue]) -> String {
  aligned([figureColumns] + figures.map(figureRow))
}

/// What stands in a line of a table of figures.
let figureColumns = ["", "value", "95% interval", "deviation"]

/// The line of `figure`, as `figureColumns` has them.
func figureRow(of figure: JSONValue) -> [String] {
  func text(_ key: String) -> String? { figure[key]?.double.map(significant) }
  let isSmall = figure["signature"]?.string?.hasSuffix("|small") == true
  return [
    (figure["name"]?.string ?? "") + (isSmall ? " (few pictures)" : ""), text("value") ?? "-",
    text("low").flatMap { low in text("high").map { "\(low) to \($0)" } } ?? "-",
    text("deviation") ?? "-",
  ]
}

extension Figure {
  /// The figure as JSON.
  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("name", .string(name)), .init("value", .number(value)),
    ]
    if let interval {
      members += [.init("low", .number(interval.low)), .init("high", .number(interval.high))]
    }
    if let deviation { members.append(.init("deviation", .number(deviation))) }
    members += [
      .init("definition", .string(definition)), .init("signature", .string(signature)),
    ]
    return .object(members)
  }
}

extension NearestNeighbours.Pair {
  fileprivate var json: JSONValue {
    ["id": .string(id), "nearest": .string(nearest), "distance": .number(distance)]
  }
}
