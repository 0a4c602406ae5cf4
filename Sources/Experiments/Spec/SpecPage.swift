import Files

/// All keys of `experiment.json` as a page in Markdown, made from the fields that the spec types
/// declare: a table for each kind.
public func experimentPage() -> String {
  let intro = """
    # What a spec can say

    Every key of `experiment.json`, by the kind of experiment. This page is what `limn run --keys` prints. A key that is left out has its default; one in bold is required. The keys of `r1`, `r2`, `matchingAware`, `gradientPenalty` and `unrolled` have theirs only where that object is named, and so, with recipe gan, have those of `reconstruction`; otherwise it is off. A dot leads into an object:
    `training.steps` is `"training": {"steps": …}` in a file, and `--set training.steps=…` on the command line. Some keys belong to some recipes only, and some defaults depend on the recipe; where it can, `limn run`
    refuses a key that its recipe has no use for. Elsewhere it warns of what nothing uses: recipe gan-cls, whose objective and networks are fixed, passes over `headStart`, `beta1`, `beta2`, `emaHalfLife` and `discriminatorLearningRate` of `training`, and over `wrongPairs`, `layout`, `regularizer`, `reconstruction`, `warmup`, `discriminator.fineChannels` and the slots' keys of `generator`. A run's `config.json` lists all values, also of those.

    """
  return intro
    + experimentKinds.map { kind, fields in
      "\n## \(kind.rawValue)\n\n| key | values | default | what it is |\n|---|---|---|---|\n"
        + rows(fields, within: "").map { $0 + "\n" }.joined()
    }.joined()
}

/// A row for each of `fields` and for those in them, whose paths begin with `prefix`.
private func rows(_ fields: [SpecField], within prefix: String) -> [String] {
  fields.flatMap { field in
    let path = prefix + field.key
    let own = [
      field.isRequired ? "**`\(path)`**" : "`\(path)`", field.kind.phrase,
      field.defaultValue.map { "`\($0.canonicalText())`" } ?? "", field.about,
    ]
    let row = "| " + own.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    return switch field.kind {
    case .object(let inner): [row] + rows(inner, within: path + ".")
    case .objects(let inner): [row] + rows(inner, within: path + "[].")
    default: [row]
    }
  }
}
