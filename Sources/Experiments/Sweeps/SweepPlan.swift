import Files

/// What a sweep will run: every combination of settings with every seed.
public struct SweepPlan: Sendable {
  /// A training run of the sweep.
  public struct Member: Sendable {
    /// The index of its combination among the arms.
    public let arm: Int
    /// Its seed.
    public let seed: Int
    /// Its spec, named after the sweep, the arm and the seed: no two members share a name.
    public let spec: ResolvedSpec<TrainingSpec>
  }

  /// The most runs that a sweep may have.
  public static let maximumCount = 10_000

  /// The sweep's spec.
  public let resolved: ResolvedSpec<SweepSpec>
  /// The combinations of an arm and the grid's values, arms first, each with all its settings.
  public let arms: [SweepArm]
  /// The runs, seed by seed, so that a sweep cut short still compares all arms.
  public let members: [Member]

  /// Works out the runs of a sweep.
  ///
  /// - Parameters:
  ///   - resolved: The spec, its base in it.
  ///   - path: Where it came from.
  /// - Throws: `SpecError` with every fault of every combination; one that all of them share is
  ///   told once, as the base's.
  public init(_ resolved: ResolvedSpec<SweepSpec>, path: String) throws {
    let sweep = resolved.spec
    let arms = try Self.combinations(of: sweep, path: path)
    var faults = SweepFaults(count: arms.count)
    var members: [Member] = []
    for seed in sweep.seeds {
      for (index, arm) in arms.enumerated() {
        let (json, problems) = sweep.spec(of: arm, seed: seed)
        faults.add(problems, of: index)
        do {
          members.append(
            Member(arm: index, seed: seed, spec: try readSpec(from: json, path: path)))
        } catch let error as SpecError {
          faults.add(error.problems, of: index)
        }
      }
    }
    guard faults.isEmpty else {
      throw SpecError(path: path, problems: faults.problems(of: arms))
    }
    self.resolved = resolved
    self.arms = arms
    self.members = members
  }

  /// The arms, each with every combination of the grid's values; the last axis changes fastest.
  private static func combinations(of sweep: SweepSpec, path: String) throws -> [SweepArm] {
    var problems: [SpecProblem] = []
    var count = max(1, sweep.arms.count) * sweep.seeds.count
    for axis in sweep.grid where count <= maximumCount { count *= axis.values.count }
    if count > maximumCount {
      problems.append(
        SpecProblem(path: "$", expected: "at most \(maximumCount) runs", found: "more"))
      throw SpecError(path: path, problems: problems)
    }
    var arms = sweep.arms.isEmpty ? [SweepArm(name: "", settings: [])] : sweep.arms
    for axis in sweep.grid {
      arms = arms.flatMap { arm in
        axis.values.map { value in
          let text = value.string ?? value.canonicalText()
          return SweepArm(
            name: arm.name + (arm.name.isEmpty ? "" : " ") + "\(axis.path)=\(text)",
            settings: arm.settings + [.init(axis.path, value)])
        }
      }
    }
    if sweep.arms.isEmpty, sweep.grid.isEmpty { arms = [SweepArm(name: "base", settings: [])] }
    var names: Set<String> = []
    for arm in arms where !names.insert(arm.name).inserted {
      problems.append(
        SpecProblem(path: "$", expected: "every arm once", found: "\"\(arm.name)\" twice"))
    }
    guard problems.isEmpty else { throw SpecError(path: path, problems: problems) }
    return arms
  }
}

extension SweepSpec {
  /// The spec of a run: the base with the arm's settings, then its name and seed; and what is wrong
  /// with the settings that are left out.
  fileprivate func spec(of arm: SweepArm, seed: Int) -> (json: JSONValue, problems: [SpecProblem]) {
    var json = base
    var problems: [SpecProblem] = []
    for setting in arm.settings {
      let place = setting.key.hasPrefix("$.") ? setting.key : "$.\(setting.key)"
      func note(_ expected: String, _ found: String) {
        problems.append(SpecProblem(path: place, expected: expected, found: found))
      }
      guard let change = SpecOverride(setting.key, to: setting.value) else {
        note("a path such as training.steps", "\"\(setting.key)\"")
        continue
      }
      if ["kind", "name", "seed"].contains(change.keys[0]) {
        note("a field that the sweep does not set itself", "\"\(setting.key)\"")
        continue
      }
      do { try json.apply(change) } catch { note(error.expected, error.found) }
    }
    var members = (json.members ?? []).filter { $0.key != "name" && $0.key != "seed" }
    members.append(.init("name", .string("\(name) \(arm.name) seed \(seed)")))
    members.append(.init("seed", .integer(seed)))
    return (.object(members), problems)
  }
}

/// The faults of a sweep's combinations, each once with the arms that have it.
private struct SweepFaults {
  private var found: [(problem: SpecProblem, arms: [Int])] = []
  private let count: Int

  init(count: Int) { self.count = count }

  var isEmpty: Bool { found.isEmpty }

  mutating func add(_ problems: [SpecProblem], of arm: Int) {
    for problem in problems {
      if let index = found.firstIndex(where: { $0.problem == problem }) {
        if !found[index].arms.contains(arm) { found[index].arms.append(arm) }
      } else {
        found.append((problem, [arm]))
      }
    }
  }

  /// The faults, those of all arms under the base's path, the others with their arms' names.
  func problems(of arms: [SweepArm]) -> [SpecProblem] {
    found.map { problem, indices in
      let isShared = indices.count == count && (count > 1 || arms[0].settings.isEmpty)
      let names = indices.prefix(3).map { "\"\(arms[$0].name)\"" }.joined(separator: ", ")
      let rest = indices.count - 3
      let place =
        (indices.count == 1 ? "arm " : "arms ") + names + (rest > 0 ? " and \(rest) more" : "")
      return SpecProblem(
        path: isShared ? "$.base\(problem.path.dropFirst())" : "\(place): \(problem.path)",
        expected: problem.expected, found: problem.found, hint: problem.hint)
    }
  }
}
