import Adversarial
import Files
import Language
import Layers
import Tensors
import TextToImage

/// The format's name and number, first in every state file.
private let formatName = "limn-training-state"
private let formatVersion = 1

extension Trainer {
  /// Everything that training goes on from, as one safetensors file: all networks, the averages,
  /// the optimizers' moments, the tokenizer, the stage and the step.
  ///
  /// Random numbers are addressed by seed, stage and step, so they have no state of their own.
  public func serializedState() -> [UInt8] {
    let counts = networks.optimizers.map { name, optimizer in
      JSONValue.Member(name, .integer(optimizer.stepCount))
    }
    var file = SafetensorsFile(metadata: [
      "format": formatName, "version": "\(formatVersion)",
      "stage": stage.rawValue, "step": "\(step)",
      "optimizer_steps": JSONValue.object(counts).canonicalText(),
      "words": JSONValue.array(networks.tokenizer.words.map(JSONValue.string)).canonicalText(),
    ])
    for (name, set) in networks.parameterSets { set.write(to: &file, prefix: name) }
    for (name, optimizer) in networks.optimizers {
      optimizer.write(to: &file, prefix: "optimizer.\(name)")
    }
    let tokenizer = networks.tokenizer.modelBytes
    file.append("tokenizer.model", dtype: .u8, shape: [tokenizer.count], bytes: tokenizer)
    file.sealContent()
    return file.serialized
  }

  /// A trainer that goes on from the state in the file at `path`, on `data`, or on what the spec
  /// names.
  ///
  /// - Throws: `InputError` with the path: `missing`, or `invalid` where the file is damaged or
  ///   belongs to another spec.
  public convenience init(
    _ spec: TrainingSpec, on data: TrainingData? = nil, resuming path: String
  ) throws {
    let file = try SafetensorsFile(path: path)
    let header = try StateHeader(file, path: path)
    let tokenizer = try Tokenizer(
      modelBytes: Array(header.tokenizer.bytes), words: header.words, path: path)
    try self.init(spec, on: data ?? TrainingData(spec.dataset), tokenizer: tokenizer)
    guard header.step <= stepCount(of: header.stage) else {
      throw InputError(
        .invalid, path: "\(path): step",
        expected: "at most \(stepCount(of: header.stage)) steps of \(header.stage.rawValue)",
        found: "\(header.step)")
    }
    for (name, set) in networks.parameterSets {
      try set.read(from: file, prefix: name, path: path)
    }
    take(up: header.stage, at: header.step)
    for (name, optimizer) in networks.optimizers {
      let count = try header.optimizerSteps[name].integer(in: 0...Int.max)
      try optimizer.read(
        from: file, prefix: "optimizer.\(name)", stepCount: count, path: path)
    }
  }
}

extension Trainer {
  /// The name of a parameter with a value that is not finite; nil where there is none.
  var firstNonFiniteParameter: String? {
    for (network, set) in networks.parameterSets {
      for (name, value) in zip(set.names, set.values) where !value.isFinite {
        return "\(network).\(name)"
      }
    }
    return nil
  }
}

/// What a state file says beside its numbers.
private struct StateHeader {
  let stage: Stage
  let step: Int
  let optimizerSteps: JSONField
  let words: [String]
  let tokenizer: SafetensorsFile.Entry

  init(_ file: SafetensorsFile, path: String) throws {
    func text(_ key: String) throws -> String {
      guard let text = file.metadata[key] else {
        throw InputError(
          .invalid, path: path, expected: "a training state with \"\(key)\"", found: "none")
      }
      return text
    }
    func fault(_ key: String, expected: String) throws -> InputError {
      InputError(.invalid, path: "\(path): \(key)", expected: expected, found: try text(key))
    }
    guard try text("format") == formatName else {
      throw try fault("format", expected: formatName)
    }
    guard let version = Int(try text("version")), version == formatVersion else {
      throw try fault("version", expected: "\(formatVersion)")
    }
    try file.checkContent(path: path)
    guard let stage = Stage(rawValue: try text("stage")) else {
      throw try fault("stage", expected: "a stage of training")
    }
    guard let step = Int(try text("step")), step >= 0 else {
      throw try fault("step", expected: "a number of steps")
    }
    self.stage = stage
    self.step = step
    optimizerSteps = try JSONField(
      parsing: try text("optimizer_steps").utf8, in: "\(path): optimizer_steps")
    words = try JSONField(parsing: try text("words").utf8, in: "\(path): words").array()
      .map { try $0.text() }
    guard let tokenizer = file["tokenizer.model"], tokenizer.dtype == .u8 else {
      throw InputError(
        .invalid, path: "\(path): tokenizer.model", expected: "the tokenizer's bytes",
        found: "none")
    }
    self.tokenizer = tokenizer
  }
}
