import Files

/// Which figure of merit.
public enum FigureKind: String, CaseIterable, Sendable {
  /// The Fréchet distance of the features.
  case fid
  /// The kernel distance of the features.
  case kid
  /// The share of pictures among the references.
  case precision
  /// The share of references among the pictures.
  case recall
  /// How crowded with references the pictures' places are.
  case density
  /// The share of references with a picture near them.
  case coverage
  /// How far the nearest reference is.
  case nearest
  /// How different the pictures of one prompt are.
  case diversity
  /// The accuracy on references of a classifier that learned from the pictures.
  case classification
  /// How sure a classifier of the references' world is of each picture, and how much it varies.
  case inceptionScore = "inception-score"

  /// What it is, in a sentence.
  public var definition: String { traits.definition }

  /// The fewest pictures of either side that it is computed for.
  public var fewest: Int { traits.fewest }

  /// Which values of it are the better ones; nil where neither high nor low ones are by themselves.
  public var better: Direction? { traits.better }

  /// The values that it can have.
  public var range: ClosedRange<Double> { traits.range }

  /// Whether it needs the pictures' classes and real pictures to train a classifier on.
  public var isOfClasses: Bool { traits.isOfClasses }

  /// A direction in which a figure improves.
  public enum Direction: String, Sendable {
    /// Low values are better.
    case lower
    /// High values are better.
    case higher
  }

  private struct Traits {
    var definition: String
    var fewest: Int
    var better: Direction?
    var range: ClosedRange<Double>
    var isOfClasses = false
  }

  private var traits: Traits {
    switch self {
    case .fid:
      Traits(
        definition:
          "Fréchet distance of normal distributions fitted to the features (Heusel et al. 2017); lower "
          + "is better, biased upwards with few pictures",
        fewest: 2048, better: .lower, range: 0 ... .infinity)
    case .kid:
      Traits(
        definition:
          "Unbiased squared maximum mean discrepancy of the features, cubic kernel (Binkowski et al. "
          + "2018); lower is better, 0 where the sets are alike",
        fewest: 4, better: .lower, range: -.infinity ... .infinity)
    case .precision:
      Traits(
        definition:
          "Share of pictures within a ball to the k-th neighbour around a reference (Kynkäänniemi et al. "
          + "2019); higher is better",
        fewest: Manifolds.k + 1, better: .higher, range: 0...1)
    case .recall:
      Traits(
        definition:
          "Share of references within a ball to the k-th neighbour around a picture (Kynkäänniemi et al. "
          + "2019); higher is better",
        fewest: Manifolds.k + 1, better: .higher, range: 0...1)
    case .density:
      Traits(
        definition:
          "Mean number of references' balls that a picture lies in, over k (Naeem et al. 2020); about 1 "
          + "where the sets are alike",
        fewest: Manifolds.k + 1, better: .higher, range: 0 ... .infinity)
    case .coverage:
      Traits(
        definition:
          "Share of references whose ball holds a picture (Naeem et al. 2020); higher is better",
        fewest: Manifolds.k + 1, better: .higher, range: 0...1)
    case .nearest:
      Traits(
        definition:
          "Mean Euclidean distance of a picture's features to the nearest reference's; far below that of "
          + "held-out pictures means copying",
        fewest: 1, better: nil, range: 0 ... .infinity)
    case .diversity:
      Traits(
        definition:
          "Mean Euclidean distance of the features of two pictures of one prompt; 0 where they are all "
          + "the same",
        fewest: 1, better: nil, range: 0 ... .infinity)
    case .classification:
      Traits(
        definition:
          "Share of references that a ridge classifier trained on the features of the pictures puts into "
          + "their class (Ravuri and Vinyals 2019); higher is better, as far as that of one trained on "
          + "as many real pictures",
        fewest: 2, better: .higher, range: 0...1, isOfClasses: true)
    case .inceptionScore:
      Traits(
        definition:
          "exp of the mean divergence of a picture's class probabilities from their mean (Salimans et al. "
          + "2016), by a ridge classifier of real pictures, softmax calibrated on the references; higher "
          + "is better",
        fewest: 2, better: .higher, range: 1 ... .infinity, isOfClasses: true)
    }
  }

  /// The kind of the figure that has the given signature; nil where it is of something else.
  public init?(signature: String) {
    guard signature.contains("|") else { return nil }
    self.init(rawValue: String(signature.prefix { $0 != "/" }))
  }

  /// Checks that there are pictures enough.
  ///
  /// - Parameters:
  ///   - count: How many pictures there are.
  ///   - name: What they are of, for the message.
  ///   - allowsSmall: Whether FID is computed for as few as two all the same.
  /// - Throws: `InputError` (`invalid`).
  public func require(_ count: Int, of name: String, allowsSmall: Bool) throws {
    let fewest = self == .fid && allowsSmall ? 2 : fewest
    guard count < fewest else { return }
    throw InputError(
      .invalid, path: name, expected: "at least \(fewest) pictures for \(rawValue)",
      found: "\(count)",
      hint: self == .fid
        ? "ask for others with --figures, kid for one, or force it with --allow-small" : nil)
  }
}
