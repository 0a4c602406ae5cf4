import Files

/// The file of the model that `name` means: the file itself, that in a folder of this name, that of
/// an experiment that ships, such as "emoji-64", or that of a run in the folder "runs", as
/// `RunDirectory.find` takes it.
///
/// - Throws: `InputError` (`missing`) where a bare name means nothing; a path is not looked at.
public func modelFile(_ name: String) throws -> String {
  try file("model.safetensors", of: "model", meantBy: name)
}

/// The file of the judge that `name` means, as `modelFile` has it.
///
/// - Throws: `InputError` (`missing`), as `modelFile` does.
public func judgeFile(_ name: String) throws -> String {
  try file("judge.safetensors", of: "judge", meantBy: name)
}

/// The file of the spec that `name` means: the file itself, or that in a folder of this name.
public func specFile(_ name: String) -> String {
  let inside = "\(name)/experiment.json"
  return isFolder(name) && fileExists(inside) ? inside : name
}

private func file(_ own: String, of noun: String, meantBy name: String) throws -> String {
  if let file = ShippedFile.file(own, meantBy: name) { return file }
  if let run = try? RunDirectory.find(name), fileExists("\(run.path)/\(own)") {
    return "\(run.path)/\(own)"
  }
  let names = ShippedFile.experiments(with: own)
  throw InputError(
    .missing, path: name,
    expected: "a \(noun), its folder, a run in runs, or one that ships: "
      + names.joined(separator: ", "),
    found: "none", hint: nearestName(to: name, among: names).map { "did you mean \($0)?" })
}
