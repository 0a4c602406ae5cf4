import Evaluation
import Files

extension ComparisonReport {
  /// The version of the record's layout.
  public static let schema = "limn-compare/1"

  /// The whole comparison as JSON, the same for the same inputs.
  public var json: JSONValue {
    let members = facts.members ?? []
    return .object(members + (judge.map { [.init("judge", $0.json(a, b))] } ?? []))
  }

  /// What every comparison says, whatever scored the pictures.
  private var facts: JSONValue {
    let pairing = comparison.pairing
    return [
      "schema": .string(Self.schema),
      "software": .string(software),
      "subject": .string(subject.rawValue),
      "command": .string(command),
      "signature": .string("\(comparison.signature)"),
      "a": a.json,
      "b": b.json,
      "seeds": .string(seeds.ofPrompts),
      "pairing": [
        "kind": .string(pairing.kind.rawValue),
        "rows": .integer(pairing.rows.count),
        "left_out_of_a": .integer(pairing.leftOutOfA),
        "left_out_of_b": .integer(pairing.leftOutOfB),
      ],
      "method": [
        "interval": .string(
          "percentile bootstrap over prompts within tags, n - 1 of n; Clopper-Pearson where fewer "
            + "than five stand out"),
        "test": .string(
          pairing.kind == .paired
            ? "sign flips over prompts" : "label permutations over prompts within tags"),
        "adjustment": "holm",
        "level": .number(ComparisonVerdict.level),
        "draws": .integer(Comparison.draws),
        "seed": .integer(Int(Comparison.seed)),
      ],
      "margin": comparison.margin.map(JSONValue.exactly) ?? .null,
      "verdict": .string(comparison.verdict.rawValue),
      "sentence": .string(sentence),
      "gate": gate.map { ["fail_on": .string($0.rawValue), "failed": .bool(fails)] } ?? .null,
      "metrics": .array(comparison.metrics.map(\.json)),
      "spread": comparison.spread.map { spread in
        [
          "between_prompts": .exactly(spread.betweenPrompts),
          "within_prompts": spread.withinPrompts.map(JSONValue.exactly) ?? .null,
        ]
      } ?? .null,
      "prompts": .array(cases.map(\.json)),
      "notes": .array(notes.map(JSONValue.string)),
    ]
  }
}

extension ComparedJudge {
  fileprivate func json(_ a: ComparedSide, _ b: ComparedSide) -> JSONValue {
    func words(_ side: ComparedSide) -> JSONValue {
      .array((side.judging?.unknownWords ?? []).map(JSONValue.string))
    }
    return [
      "name": .string(name), "sha256": .string(hash),
      "reason": reason.map(JSONValue.string) ?? .null,
      "unknown_words": ["a": words(a), "b": words(b)],
    ]
  }
}

extension ComparedSide {
  fileprivate var json: JSONValue {
    [
      "name": .string(name),
      "prompts": [
        "file": .string(promptsFile), "sha256": .string(set.hash),
        "count": .integer(set.prompts.count),
      ],
      "model": ["name": .string(modelName), "sha256": .string(modelHash)],
      "unknown_words": .array(unknownWords.map(JSONValue.string)),
    ]
  }
}

extension ComparedMetric {
  fileprivate var json: JSONValue {
    [
      "name": .string(name),
      "a": .exactly(a),
      "b": .exactly(b),
      "difference": .exactly(difference),
      "low": interval.map { .exactly($0.low) } ?? .null,
      "high": interval.map { .exactly($0.high) } ?? .null,
      "interval_exact": .bool(isIntervalExact),
      "p": .exactly(significance.p),
      "exact": .bool(significance.isExact),
      "p_adjusted": .exactly(adjustedP),
      "detectable": power.map { .exactly($0.detectable) } ?? .null,
      "more_prompts": power?.morePrompts.map { .integer($0) } ?? .null,
      "prompts_of_a": .integer(promptsOfA),
      "prompts_of_b": .integer(promptsOfB),
      "verdict": .string(verdict.rawValue),
    ]
  }
}

extension ComparedCase {
  fileprivate var json: JSONValue {
    [
      "id": .string(id),
      "tag": .string(tag),
      "difference": difference.map(JSONValue.exactly) ?? .null,
      "unsteady": .bool(isUnsteady),
      "a": a?.json ?? .null,
      "b": b?.json ?? .null,
    ]
  }
}

extension ComparedCase.Side {
  fileprivate var json: JSONValue {
    let members: [JSONValue.Member] = [
      .init("prompt", .string(prompt.prompt)),
      .init("mean", .exactly(mean)),
      .init(
        "pictures",
        .array(
          pictures.map { picture in
            [
              "seed": .integer(Int(picture.seed)), "score": .exactly(picture.score),
              "reason": .string(picture.reason), "pixels_sha256": .string(picture.pixelsHash),
            ]
          })),
    ]
    return .object(members + (diversity.map { [.init("diversity", .exactly($0))] } ?? []))
  }
}
