import Experiments
import Files
import Testing

@Suite struct SweepPlanTests {
  private let base = #"{"kind": "train", "name": "x", "training": {"steps": 4}}"#

  private func plan(_ rest: String, base: String? = nil) throws -> SweepPlan {
    let text = #"{"kind": "sweep", "name": "s", "base": \#(base ?? self.base)\#(rest)}"#
    let json = try JSONValue.parse(Array(text.utf8), path: "test")
    guard case .sweep(let plan) = try Experiment(json, path: "sweep.json") else {
      fatalError("no sweep: \(text)")
    }
    return plan
  }

  private func problems(_ rest: String, base: String? = nil) throws -> [String] {
    try #require(throws: SpecError.self) { try plan(rest, base: base) }.problems
      .map(\.description)
  }

  @Test func everyCombinationComesWithEverySeed() throws {
    let plan = try plan(
      """
      , "arms": [{"name": "a", "set": {}},
                 {"name": "b", "set": {"recipe": "gan-cls", "training.steps": 7}}],
        "grid": [{"path": "wrongPairs", "values": [0, 1]},
                 {"path": "training.precision", "values": ["f32"]}],
        "seeds": [5, 2]
      """)
    #expect(
      plan.arms.map(\.name) == [
        "a wrongPairs=0 training.precision=f32", "a wrongPairs=1 training.precision=f32",
        "b wrongPairs=0 training.precision=f32", "b wrongPairs=1 training.precision=f32",
      ])
    // All arms with the first seed come before any with the second.
    #expect(plan.members.map(\.seed) == [5, 5, 5, 5, 2, 2, 2, 2])
    #expect(plan.members.map(\.arm) == [0, 1, 2, 3, 0, 1, 2, 3])
    let last = plan.members[7].spec.spec
    #expect(last.name == "s b wrongPairs=1 training.precision=f32 seed 2")
    #expect(last.seed == 2)
    #expect(last.recipe == .ganCLS)
    #expect(last.training.steps == 7)
    #expect(last.wrongPairs == 1)
    #expect(plan.members[0].spec.spec.training.steps == 4)
  }

  @Test func theBaseAloneIsASweepOverSeeds() throws {
    let plan = try plan("")
    #expect(plan.arms.map(\.name) == ["base"])
    #expect(
      plan.members.map(\.spec.spec.name) == ["s base seed 0", "s base seed 1", "s base seed 2"])
  }

  @Test func everyFaultOfEveryCombinationIsTold() throws {
    let rest = """
      , "arms": [{"name": "a", "set": {"recipe": "gan-cl"}},
                 {"name": "b", "set": {"seed": 1, "name": "y", "training.steps.x": 1, "a..b": 2}}],
        "grid": [{"path": "training.batchSize", "values": [4, 0]}]
      """
    let base = #"{"kind": "train", "name": "x", "training": {"steps": 4}, "dataset": {"size": 3}}"#
    let found = try problems(rest, base: base)
    let (a, b) = (#""a training.batchSize="#, #""b training.batchSize="#)
    #expect(
      found == [
        #"arms \#(a)4", \#(a)0": $.recipe: "#
          + #"expected one of "slots", "gan-cls", "gan", "pix2pix", found "gan-cl""#,
        "$.base.dataset.size: expected a whole number from 16 to 256, found 3",
        #"arms \#(a)0", \#(b)0": $.training.batchSize: "#
          + "expected a whole number from 1 to 4096, found 0",
        #"arms \#(b)4", \#(b)0": $.seed: "#
          + #"expected a field that the sweep does not set itself, found "seed""#,
        #"arms \#(b)4", \#(b)0": $.name: "#
          + #"expected a field that the sweep does not set itself, found "name""#,
        #"arms \#(b)4", \#(b)0": $.training.steps.x: "#
          + #"expected an object at "steps", found a number"#,
        #"arms \#(b)4", \#(b)0": $.a..b: expected a path such as training.steps, found "a..b""#,
      ])
  }

  @Test(arguments: [
    (#", "seeds": []"#, "$.seeds: expected at least one seed, each once, found []"),
    (#", "seeds": [1, 1]"#, "$.seeds: expected at least one seed, each once, found [1, 1]"),
    (
      #", "grid": [{"path": "wrongPairs", "values": []}]"#,
      "$.grid[0].values: expected an array of at least one value, found an array"
    ),
    (
      #", "arms": [{"name": "a", "set": {}}, {"name": "a", "set": {}}]"#,
      #"$: expected every arm once, found "a" twice"#
    ),
    (
      #", "grid": [{"path": "wrongPairs", "values": [1, 1]}]"#,
      #"$: expected every arm once, found "wrongPairs=1" twice"#
    ),
    (#", "arms": [{"name": "a"}]"#, "$.arms[0].set: expected an object of values by their paths"),
  ])
  func faultsOfTheSweepItselfAreTold(_ rest: String, _ fault: String) throws {
    let found = try problems(rest)
    #expect(found.count == 1)
    #expect(found[0].hasPrefix(fault))
  }

  @Test func aSweepOfTooManyRunsIsRefused() throws {
    let values = (0..<101).map(String.init).joined(separator: ",")
    let axes = ["wrongPairs", "training.beta1", "training.steps"].map {
      #"{"path": "\#($0)", "values": [\#(values)]}"#
    }
    let found = try problems(#", "grid": [\#(axes.joined(separator: ","))]"#)
    #expect(found == ["$: expected at most 10000 runs, found more"])
  }
}

@Suite struct SweepReportTests {
  private func run(_ seed: Int, _ overall: Double?, seconds: Double?) -> SweepReport.Run {
    SweepReport.Run(
      seed: seed, id: "0000\(seed)-x", trainingSeconds: seconds,
      metrics: overall.map {
        [
          MetricRecord(name: "overall", value: $0, signature: "m"),
          MetricRecord(name: "colors", value: $0 / 2, signature: "m"),
        ]
      } ?? [])
  }

  @Test func armsHaveTheirMeansAndStudentsInterval() throws {
    let report = SweepReport(
      name: "s", question: nil,
      arms: [
        .init(
          arm: try arm("a"),
          runs: [run(0, 0.4, seconds: 10), run(1, 0.5, seconds: 20), run(2, 0.6, seconds: 60)]),
        .init(arm: try arm("b"), runs: [run(0, 0.25, seconds: 30), run(1, nil, seconds: nil)]),
      ])
    let arms = try #require(report.json["arms"]?.elements)
    let overall = try #require(arms[0]["scores"]?.elements?.first)
    #expect(overall["name"] == "overall")
    #expect(overall["values"] == [0.4, 0.5, 0.6])
    // The t of 95% with two degrees of freedom is 0.95 sqrt(2 / (1 - 0.95^2)).
    let reach = 0.95 * (2 / (1 - 0.95 * 0.95)).squareRoot() * 0.1 / 3.squareRoot()
    #expect(abs(try #require(overall["low"]?.double) - (0.5 - reach)) < 1e-9)
    #expect(abs(try #require(overall["high"]?.double) - (0.5 + reach)) < 1e-9)
    #expect(arms[0]["training_seconds"] == 30)
    let single = try #require(arms[1]["scores"]?.elements?.first)
    #expect(single["values"] == [0.25, .null])
    #expect(single["mean"] == 0.25)
    #expect(single["low"] == .null)
    #expect(
      sweepTable(of: report.json) == """
        arm  overall  95% interval    colors  seeds  training
        a    0.500    0.252 to 0.748  0.250   3      30 s
        b    0.250    -               0.125   1      30 s
        """)
  }

  /// Paired by seed, b gains 0.1, 0.2 and 0.3: the same spread as in the test above.
  @Test func armsAreComparedWithTheFirstByTheirSeeds() throws {
    let report = SweepReport(
      name: "s", question: nil,
      arms: [
        .init(
          arm: try arm("a"),
          runs: [run(0, 0.4, seconds: 1), run(1, 0.5, seconds: 1), run(2, 0.6, seconds: 1)]),
        .init(
          arm: try arm("b"),
          runs: [run(0, 0.5, seconds: 1), run(1, 0.7, seconds: 1), run(2, 0.9, seconds: 1)]),
        .init(arm: try arm("c"), runs: [run(0, nil, seconds: nil), run(1, 0.25, seconds: 1)]),
      ])
    #expect(
      sweepDifferences(of: report.json) == """
        less a  overall  95% interval
        b       +0.200   -0.048 to +0.448
        c       -0.250   -
        Differences between trainings of one seed, by Student's t over seeds. Each interval stands \
        for itself.
        """)
    // The first arm may have come to nothing.
    let lost = SweepReport(
      name: "s", question: nil,
      arms: [
        .init(arm: try arm("a"), runs: [run(0, nil, seconds: nil), run(1, nil, seconds: nil)]),
        .init(arm: try arm("b"), runs: [run(0, 0.5, seconds: 1), run(1, 0.7, seconds: 1)]),
      ])
    #expect(sweepDifferences(of: lost.json).isEmpty)
    #expect(sweepTable(of: lost.json).contains("\nb    0.600  "))
    let alone = SweepReport(
      name: "s", question: nil, arms: [.init(arm: try arm("a"), runs: [run(0, 0.4, seconds: 1)])])
    #expect(sweepDifferences(of: alone.json).isEmpty)
  }

  private func arm(_ name: String) throws -> SweepArm {
    try readSpec(from: ["name": .string(name), "set": [:]], path: "arm").spec
  }
}
