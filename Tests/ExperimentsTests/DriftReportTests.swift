import Files
import Imaging
import Testing

@testable import Experiments

@Suite struct DriftReportTests {
  private let strict = Guarantee(changes: [], tolerances: .none)
  private let lenient = Guarantee(
    changes: [], tolerances: Tolerances(metricsRelative: 0.01, scoresAbsolute: 0))

  private func report(
    _ guarantee: Guarantee, loss: JSONValue = 100, output: String? = "aa",
    difference: DriftReport.Difference? = nil
  ) -> DriftReport {
    DriftReport(
      original: "00000-a", rerun: "00001-a", guarantee: guarantee,
      outputs: [
        .init(
          path: "model.safetensors", original: "aa", rerun: output, difference: difference)
      ],
      metrics: MetricsComparison(
        original: [["step": 1, "stage": "adversarial", "loss": 100]],
        rerun: [["step": 1, "stage": "adversarial", "loss": loss]],
        tolerances: guarantee.tolerances))
  }

  @Test func theSameIsIdentical() {
    #expect(report(strict).verdict == .identical)
    #expect(report(strict).divergence == nil)
  }

  @Test func whatDiffersHasDriftedUnlessTolerancesWereDeclared() {
    let drifted = report(strict, loss: 100.5, output: "bb")
    #expect(drifted.verdict == .drifted)
    #expect(drifted.divergence == Divergence(stage: "adversarial", step: 1, name: "loss"))
    #expect(report(lenient, loss: 100.5, output: "bb").verdict == .equivalent)
    #expect(report(lenient, loss: 102, output: "bb").verdict == .drifted)
    #expect(report(lenient, loss: 100.5, output: nil).verdict == .drifted)
    var scores = report(lenient, output: "bb")
    scores.scoresExcess = Divergence(stage: "scores", name: "scores.overall.mean")
    #expect(scores.verdict == .drifted)
  }

  @Test func outputsAloneAreEnough() {
    let bytes = report(strict, output: "bb")
    #expect(bytes.verdict == .drifted)
    #expect(bytes.divergence == Divergence(stage: "outputs", name: "model.safetensors"))
    let tensor = report(strict, output: "bb", difference: .tensor("generator.a"))
    #expect(tensor.verdict == .drifted)
    #expect(tensor.divergence?.name == "model.safetensors (generator.a)")
    let metadata = report(strict, output: "bb", difference: .metadata)
    #expect(metadata.verdict == .equivalent)
    #expect(metadata.divergence?.name == "model.safetensors (metadata only)")
    #expect(report(strict, loss: 1, output: "bb", difference: .metadata).verdict == .drifted)
  }

  @Test func theEarlierOfMetricsAndParametersIsTheFirst() {
    var drifted = report(strict, loss: 1)
    func parameters(_ step: Int) -> Divergence {
      Divergence(stage: "adversarial", step: step, name: "parameters", tensor: "generator.a")
    }
    drifted.parameters = parameters(0)
    #expect(drifted.divergence == parameters(0))
    drifted.parameters = parameters(1)
    #expect(drifted.divergence.map { "\($0)" } == "adversarial, step 1, loss, tensor generator.a")
    drifted.parameters = parameters(2)
    #expect(drifted.divergence == Divergence(stage: "adversarial", step: 1, name: "loss"))
    var hidden = report(strict, output: "bb", difference: .metadata)
    hidden.parameters = parameters(1)
    #expect(hidden.verdict == .drifted)
    #expect(hidden.json["parameters"]?["tensor"] == "generator.a")
  }

  @Test func aRerunWithoutEndHasFailed() {
    var failed = report(strict)
    failed.failure = "why"
    #expect(failed.verdict == .failed)
    #expect(failed.json["failure"] == "why")
  }

  @Test(
    arguments: [
      (RerunVerdict.identical, "identical", 0), (.equivalent, "equivalent", 0),
      (.drifted, "drifted: ", 104), (.inputsChanged, "inputs-changed: ", 102),
      (.failed, "failed", 1),
    ] as [(RerunVerdict, String, Int32)])
  func everyVerdictHasWordsAndAnExitCode(_ verdict: RerunVerdict, _ words: String, _ code: Int32) {
    let conclusion = verdict.conclusion()
    #expect(conclusion.line.hasPrefix(words))
    #expect(conclusion.exitCode == code)
    #expect(words.hasPrefix(verdict.rawValue))
  }

  @Test func theLineNamesTheFirstDifference() {
    let place = Divergence(stage: "warmup", step: 7, name: "loss")
    #expect(
      RerunVerdict.drifted.conclusion(place).line
        == "drifted: the same inputs gave other outputs; "
        + "the first difference is at warmup, step 7, loss")
    #expect(place.json == ["stage": "warmup", "step": 7, "name": "loss", "tensor": .null])
    #expect(Divergence(stage: "outputs", name: "x").json["step"] == .null)
  }

  @Test func theReportIsWhatTheFileHolds() {
    let json = report(strict, output: "bb").json
    #expect(json["schema"] == "limn-drift/1")
    #expect(json["verdict"] == "drifted")
    #expect(json["first_divergence"]?["stage"] == "outputs")
    #expect(json["metrics"]?["identical_lines"] == 1)
    #expect(json["outputs"]?.elements?.first?["rerun_sha256"] == "bb")
  }

  @Test func aPictureOfAGridIsNamedByItsPlace() {
    let records = [0, 100, 200].map { level in
      PictureRecord(
        of: RGBImage(
          width: 1, height: 1, color: RGBColor(red: UInt8(level), green: 0, blue: 0)),
        prompt: "a red circle", seed: 0, truncation: 1, modelName: "m", modelHash: "h",
        software: "s")
    }
    let others = [records[0], records[0], records[2]]
    #expect(
      PictureRerun.firstDivergence(records, others)
        == Divergence(stage: "pixels", step: 1, name: "pixels_sha256"))
    #expect(
      PictureRerun.firstDivergence([records[1]], [records[0]])
        == Divergence(stage: "pixels", name: "pixels_sha256"))
    #expect(PictureRerun.firstDivergence(records, records) == nil)
  }

  @Test func theGuaranteeNamesWhatIsNotAsRecorded() {
    let machine = MachineRecord.current(threads: 1)
    let known = RunEnvironment(
      program: String(repeating: "a", count: 64), machine: machine,
      libraries: [LibraryRecord(name: "oneDNN", version: "2.6.3")])
    #expect(known.changes(to: known).isEmpty)
    var other = known
    other.program = String(repeating: "b", count: 64)
    other.machine.threads = 2
    let guarantee = Guarantee(changes: known.changes(to: other), tolerances: .none)
    #expect(
      "\(guarantee)"
        == "guarantee: tolerance (build: aaaaaaaaaaaa -> bbbbbbbbbbbb, threads: 1 -> 2)")
    var old = known
    old.program = nil
    #expect(old.changes(to: known).map(\.field) == ["build"])
    // Two builds that nobody knows are not known to be one.
    #expect(old.changes(to: old).map(\.field) == ["build"])
    var updated = known
    updated.libraries[0].version = "3.2"
    #expect(known.changes(to: updated).map(\.field) == ["libraries"])
    #expect("\(strict)".hasPrefix("guarantee: bitwise"))
  }

  @Test func tolerancesComeFromTheSpec() throws {
    #expect(try Tolerances(of: ["kind": "train"], path: "x") == .none)
    let declared: JSONValue = ["tolerances": ["metricsRelative": 0.25]]
    #expect(
      try Tolerances(of: declared, path: "x")
        == Tolerances(metricsRelative: 0.25, scoresAbsolute: 0))
    let error = try #require(throws: SpecError.self) {
      try Tolerances(of: ["tolerances": ["metricRelative": 2]], path: "x")
    }
    #expect(error.path == "x: $.tolerances")
    #expect(error.problems.first?.hint == "did you mean \"metricsRelative\"?")
  }
}
