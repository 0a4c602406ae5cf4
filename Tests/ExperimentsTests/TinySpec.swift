import Files

/// The settings of a text encoder as small as it gets, without its braces.
let tinyText = """
  "width": 16, "heads": 2, "layers": 1, "vocabularySize": 128, "captions": 1000, "length": 16,
  "pretraining": {"steps": 0}
  """

/// A spec of a training as small as it gets, on the Shapes world.
///
/// - Parameters:
///   - changes: members that stand beside the least ones, or instead of them.
///   - training: members of "training".
/// - Returns: the spec.
/// - Throws: `InputError` where the members are not JSON.
func tinyJSON(_ changes: String, training: String) throws -> JSONValue {
  let least = [
    ("recipe", #""gan""#), ("textEncoder", "{\(tinyText)}"), ("generator", #"{"channels": 4}"#),
    ("discriminator", #"{"fineChannels": 4, "coarseChannels": 8, "lastChannels": 8}"#),
  ]
  let rest = least.filter { !changes.contains("\"\($0.0)\"") }.map { "\"\($0.0)\": \($0.1)" }
  let members = (rest + (changes.isEmpty ? [] : [changes])).joined(separator: ", ")
  let spec = """
    {"kind": "train", "name": "gan", "dataset": {"size": 16}, \(members),
     "training": {"batchSize": 4, "logEvery": 1, "evaluateEvery": 0, \(training)},
     "evaluation": {"promptsPerTag": 1, "finalPromptsPerTag": 1, "finalSeeds": 1}}
    """
  return try JSONValue.parse(Array(spec.utf8), path: "gan.json")
}
