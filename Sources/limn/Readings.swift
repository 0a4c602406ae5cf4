import Datasets
import Experiments
import Files
import TextToImage

/// Warns of what a model makes nothing of in the prompts of one call.
struct PromptWarnings: Sendable {
  /// Whether the model learned the Shapes world.
  let isOfShapes: Bool
  /// Whether there are several prompts, so that each is named.
  let isOneOfSeveral: Bool

  /// Warns of a prompt that `model` read.
  func warn(of reading: Reading, _ prompt: String, by model: Model) {
    let corrections = limn.warn(of: reading, by: model, in: isOneOfSeveral ? prompt : nil)
    guard isOfShapes else { return }
    // What is only misspelt need not be told twice.
    for request in ShapesWorld.unmetRequests(of: corrected(prompt, corrections)) {
      report("warning: \(isOneOfSeveral ? "\"\(prompt)\"" : "the prompt") \(request)")
    }
  }
}

/// Warns of what `model` makes nothing of in a prompt.
///
/// - Parameters:
///   - reading: What it made of the prompt.
///   - model: What read it.
///   - prompt: The prompt, to be named where there are several.
/// - Returns: What is probably meant by words that are misspelt.
@discardableResult
func warn(
  of reading: Reading, by model: Model, in prompt: String? = nil
) -> [(word: String, meant: String)] {
  let place = prompt.map { " in \"\($0)\"" } ?? ""
  let subject = prompt.map { "\"\($0)\"" } ?? "the prompt"
  var corrections: [(word: String, meant: String)] = []
  if !reading.unknownWords.isEmpty {
    func quoted(_ words: [String]) -> String {
      words.map { "\"\($0)\"" }.joined(separator: ", ")
    }
    let first = Array(reading.unknownWords.prefix(10))
    let rest = reading.unknownWords.count - 10
    // Of shorter words nearly any is near, and misspelt words begin as they should.
    corrections = first.filter { $0.count > 2 }.compactMap { word in
      let likely = model.tokenizer.words.filter { $0.first == word.first }
      guard let meant = nearestName(to: word, among: likely) else { return nil }
      // "cat" is no misspelt "can".
      let isOtherWord = word.count == 3 && meant.count == 3 && word.sorted() != meant.sorted()
      return isOtherWord ? nil : (word, meant)
    }
    let meant = corrections.map(\.meant)
    report(
      "warning: the model never saw \(quoted(first))" + (rest > 0 ? " and \(rest) more" : "")
        + place
        + (meant.isEmpty ? "" : "; did you mean \(quoted(meant))?"))
  }
  if reading.labels == [], let labels = try? model.labels {
    let first = labels.prefix(20).joined(separator: ", ")
    let rest = labels.count - 20
    report(
      "warning: \(subject) names none of what the model can draw: \(first)"
        + (rest > 0 ? " and \(rest) more" : ""))
  }
  if reading.isTruncated {
    let length = model.textEncoder.configuration.length - 1
    report("warning: \(subject) is long; only its first \(length) pieces were read")
  }
  return corrections
}

/// A prompt in lower case with words in the place of those that are misspelt.
func corrected(_ prompt: String, _ corrections: [(word: String, meant: String)]) -> String {
  let meant = Dictionary(corrections.map { ($0.word, $0.meant) }) { first, _ in first }
  var (result, word) = ("", "")
  for character in prompt.lowercased() + " " {
    if character.isLetter {
      word.append(character)
    } else {
      result += (meant[word] ?? word) + String(character)
      word = ""
    }
  }
  return String(result.dropLast())
}

/// What `--json` prints of a picture that is in the file `path`.
func announcement(of picture: DrawnPicture, path: String) -> JSONValue {
  let labels = picture.labels.map {
    [JSONValue.Member("labels", .array($0.map(JSONValue.string)))]
  }
  return .object(
    [
      JSONValue.Member("path", .string(path)),
      .init("unknown_words", .array(picture.unknownWords.map(JSONValue.string))),
      .init("truncated", .bool(picture.isTruncated)),
    ] + (labels ?? []) + (picture.record.json.members ?? []))
}
