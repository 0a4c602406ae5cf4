import Files

extension PromptSet {
  /// The set in Limn's own format, always the same bytes for the same prompts.
  ///
  /// One JSON object a line, its keys in the order id, tag, category, prompt, note, expect, what is
  /// nil left out, a space after each colon and comma, text other than ASCII as it is.
  public func jsonLines() -> String {
    prompts.map { $0.json + "\n" }.joined()
  }
}

extension Prompt {
  fileprivate var json: String {
    jsonObject([
      ("id", quoted(id)), ("tag", tag.map(quoted)), ("category", category.map(quoted)),
      ("prompt", quoted(prompt)), ("note", note.map(quoted)), ("expect", expect?.json),
    ])
  }
}

extension Expectation {
  fileprivate var json: String {
    let objects = include.map(\.json).joined(separator: ", ")
    return jsonObject([
      ("background", background.map { quoted($0.rawValue) }), ("include", "[\(objects)]"),
    ])
  }
}

extension ObjectRequirement {
  fileprivate var json: String {
    jsonObject([
      ("shape", quoted(shape.rawValue)), ("color", color.map { quoted($0.rawValue) }),
      ("size", size.map { quoted($0.rawValue) }), ("count", count.map { "\($0)" }),
      ("position", position.map { "[\(quoted($0.relation.rawValue)), \($0.index)]" }),
    ])
  }
}

private func jsonObject(_ members: [(name: String, json: String?)]) -> String {
  let texts = members.compactMap { name, json in json.map { "\(quoted(name)): \($0)" } }
  return "{\(texts.joined(separator: ", "))}"
}

private func quoted(_ text: String) -> String { JSONValue.string(text).canonicalText() }
