import Tensors

/// The difference of two means, B - A, as a sum over prompts in strata.
///
/// The mean of a side is the unweighted mean over tags of the mean over the tag's prompts, so that
/// a prompt of a tag with n prompts, of T tags, adds its score divided by T n. In a paired contrast
/// the summands are differences within prompts.
struct Contrast {
  /// The scores of one tag's prompts; those of a pair at the same index where they are paired.
  struct Group: Equatable {
    var a: [Double]
    var b: [Double]
  }

  let kind: Pairing.Kind
  let groups: [Group]
  /// What each prompt adds to the difference, in sets that are resampled by themselves.
  let strata: [[Double]]

  /// The contrast of `groups`, each with scores of 0 to 1 on both sides.
  init(_ kind: Pairing.Kind, _ groups: [Group]) {
    require(
      groups.allSatisfy { !$0.a.isEmpty && !$0.b.isEmpty },
      "Contrast: expected scores on both sides of each group")
    require(
      kind == .independent || groups.allSatisfy { $0.a.count == $0.b.count },
      "Contrast: expected pairs, got groups of different length")
    self.kind = kind
    self.groups = groups
    let tags = Double(groups.count)
    switch kind {
    case .paired:
      strata = collapsed(
        groups.map { group in
          zip(group.a, group.b).map { ($1 - $0) / (tags * Double(group.a.count)) }
        })
    case .independent:
      strata =
        collapsed(groups.map { group in group.a.map { -$0 / (tags * Double(group.a.count)) } })
        + collapsed(groups.map { group in group.b.map { $0 / (tags * Double(group.b.count)) } })
    }
  }

  /// The mean of A.
  var a: Double { groups.reduce(0) { $0 + mean($1.a) } / Double(max(1, groups.count)) }

  /// The mean of B.
  var b: Double { groups.reduce(0) { $0 + mean($1.b) } / Double(max(1, groups.count)) }

  /// B - A.
  var difference: Double { strata.reduce(0) { $0 + $1.reduce(0, +) } }

  /// The number of prompts: pairs, or those of both sides together.
  var prompts: Int { strata.reduce(0) { $0 + $1.count } }

  /// The number of prompts of the smallest group and side, which bounds what can be known.
  var fewest: Int { groups.map { min($0.a.count, $0.b.count) }.min() ?? 0 }

  /// The standard error of the difference; nil where a side has but one prompt.
  ///
  ///     sum over strata of n / (n - 1) * sum (c - mean c)^2, square root
  var standardError: Double? {
    guard strata.allSatisfy({ $0.count > 1 }) else { return nil }
    return strata.reduce(0) { $0 + variance(ofSum: $1) }.squareRoot()
  }

  /// The degrees of freedom of the standard error, 0 where it is unknown.
  var degreesOfFreedom: Int { strata.reduce(0) { $0 + $1.count - 1 } }

  /// The least that a p value can be, however the sides differ: the share of the arrangements that
  /// are as extreme as the most extreme one.
  ///
  /// Of n pairs all have one sign or the other; of independent scores the sides are as they are, or
  /// in tags of equal sides all exchanged.
  var leastP: Double {
    switch kind {
    case .paired: return Double(sign: .plus, exponent: 1 - prompts, significand: 1)
    case .independent:
      let isSymmetric = groups.allSatisfy { $0.a.count == $0.b.count }
      return (isSymmetric ? 2 : 1) / arrangements
    }
  }

  /// In how many ways the scores of independent sides can be shared out between them, within tags.
  var arrangements: Double {
    groups.reduce(1) { $0 * binomialCoefficient($1.a.count + $1.b.count, $1.a.count) }
  }

  /// The prompts that stand out from the rest.
  var deviants: Deviants { Deviants(strata) }
}

/// The strata with none of one prompt, where there is another to put it to.
///
/// Those of one prompt have no spread of their own and are put together; where it is but one, into
/// the smallest other stratum (Cochran 1977, "Sampling techniques", on collapsed strata). The
/// spread is then rather over- than understated.
private func collapsed(_ strata: [[Double]]) -> [[Double]] {
  var kept = strata.filter { $0.count > 1 }
  let singles = strata.filter { $0.count == 1 }.flatMap { $0 }
  if singles.isEmpty { return kept }
  if singles.count == 1, let smallest = kept.indices.min(by: { kept[$0].count < kept[$1].count }) {
    kept[smallest] += singles
    return kept
  }
  return kept + [singles]
}

/// How many ways there are to choose `count` of `total`; infinite where no Double holds it.
private func binomialCoefficient(_ total: Int, _ count: Int) -> Double {
  (0..<count).reduce(1) { $0 * Double(total - $1) / Double($1 + 1) }
}

private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

/// The variance of a sum of independent summands alike, estimated from them.
private func variance(ofSum summands: [Double]) -> Double {
  let number = Double(summands.count)
  let middle = mean(summands)
  return number / (number - 1) * summands.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
}
