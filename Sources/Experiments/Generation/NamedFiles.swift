import Files

/// The file of the model that `name` means: the file itself, that in a folder of this name, that of
/// an experiment that ships, such as "emoji-64", or that of a run in the folder "runs": its number,
/// its folder's name with the number or without, or "latest", which is the last that has a model, of a sweep's trainings too.
///
/// - Throws: `InputError` (`missing` where a bare name means nothing, `invalid` where it means several
///   runs); a path is not looked at.
public func modelFile(_ name: String) throws -> String {
  try file("model.safetensors", of: "model", meantBy: name)
}

/// What a model that was named `name` and has the file `file` is called where others read it: what
/// ships keeps its name, which means the same everywhere; of all else it is the file.
func lastingName(_ name: String, of file: String) -> String {
  !fileExists(name) && ShippedFile.file(fileName(file), meantBy: name) == file ? name : file
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
  if let file = try fileOfRun(own, of: noun, meantBy: name) { return file }
  let names = ShippedFile.experiments(with: own)
  throw InputError(
    .missing, path: name,
    expected: "a \(noun), its folder, a run in runs, or one that ships: "
      + names.joined(separator: ", "),
    found: "none", hint: nearestName(to: name, among: names).map { "did you mean \($0)?" })
}

/// The file called `own` of the run that `name` means; nil where it means none that has one.
private func fileOfRun(_ own: String, of noun: String, meantBy name: String) throws -> String? {
  guard !name.isEmpty, !name.contains("/") else { return nil }
  let runs = try RunDirectory.all().filter { fileExists("\($0.path)/\(own)") }
  let meant =
    name == "latest"
    ? Array(runs.suffix(1))
    : runs.filter { run in
      run.id == name || String(run.number) == name
        || String(run.id.drop(while: \.isNumber).dropFirst()) == name
    }
  guard meant.count < 2 else {
    throw InputError(
      .invalid, path: name, expected: "the \(noun) of one run",
      found: "runs of this name: "
        + meant.map(\.id).joined(separator: ", "), hint: "name it by its number")
  }
  return meant.first.map { "\($0.path)/\(own)" }
}
