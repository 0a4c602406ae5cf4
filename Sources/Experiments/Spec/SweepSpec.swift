import Files

/// A sweep: training runs that differ in some settings, each with several seeds.
public struct SweepSpec: SpecReadable, Sendable {
  /// What the run directory is called after its number; the runs' names begin with it.
  public let name: String
  /// What the experiment is to find out.
  public let question: String?
  /// The spec of a training run that all settings change: an object, or before it is read from its
  /// file, the file's path.
  public let base: JSONValue
  /// Named groups of settings; where there are none, the base as it is.
  public let arms: [SweepArm]
  /// Fields with the values they take, in all combinations with each other and with the arms.
  public let grid: [SweepAxis]
  /// The seeds of every combination's runs.
  public let seeds: [Int]

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    fields.constant("kind", ExperimentKind.sweep.rawValue, "the kind of experiment")
    name = fields.text("name", "what the sweep is called, in its folders' names")
    question = fields.optionalText("question", "what the experiment is to find out")
    base = fields.textOrObject(
      "base", "the training spec that is changed: its path from this one's folder, or itself")
    arms = fields.objects("arms", "named groups of settings", SweepArm.init)
    grid = fields.objects("grid", "fields with values, in all combinations", SweepAxis.init)
    seeds = fields.integers(
      "seeds", default: [0, 1, 2], in: 0...Int.max, "the seeds of every combination's runs")
    if seeds.isEmpty || Set(seeds).count != seeds.count {
      fields.problem("seeds", expected: "at least one seed, each once", found: "\(seeds)")
    }
  }
}

/// A named group of settings.
public struct SweepArm: SpecReadable, Equatable, Sendable {
  /// What the arm is called.
  public let name: String
  /// The new values by the fields' paths: "training.steps".
  public let settings: [JSONValue.Member]

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    name = fields.text("name", "what the arm is called")
    settings = fields.settings("set", "new values by the fields' paths")
  }

  init(name: String, settings: [JSONValue.Member]) {
    self.name = name
    self.settings = settings
  }
}

/// A field and the values it takes.
public struct SweepAxis: SpecReadable, Sendable {
  /// The field's path: "training.steps".
  public let path: String
  /// Its values.
  public let values: [JSONValue]

  /// Reads and declares the fields.
  public init(_ fields: SpecReader) {
    path = fields.text("path", "the field's path, keys joined by dots")
    values = fields.values("values", "the values it takes")
  }
}
