import Files

/// The file of the model that `name` means: the file itself, that in a folder of this name, or
/// that of an experiment that ships, such as "emoji-64".
public func modelFile(_ name: String) -> String { file("model.safetensors", meantBy: name) }

/// The file of the judge that `name` means, as `modelFile` has it.
public func judgeFile(_ name: String) -> String { file("judge.safetensors", meantBy: name) }

/// The file of the spec that `name` means: the file itself, or that in a folder of this name.
public func specFile(_ name: String) -> String {
  let inside = "\(name)/experiment.json"
  return isFolder(name) && fileExists(inside) ? inside : name
}

private func file(_ own: String, meantBy name: String) -> String {
  let inside = "\(name)/\(own)"
  if isFolder(name) { return inside }
  if fileExists(name) || name.contains("/") { return name }
  return ShippedFile.inPackage("experiments/\(inside)") ?? name
}
