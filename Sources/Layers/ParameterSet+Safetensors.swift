import Tensors

extension ParameterSet {
  /// Appends every value to `file` as "prefix.name", statistics included.
  public func write(to file: inout SafetensorsFile, prefix: String) {
    for (name, value) in zip(names, values) { file.append("\(prefix).\(name)", value) }
    if !names.isEmpty { statistics.write(to: &file, prefix: prefix) }
  }

  /// Takes every value from "prefix.name" in `file`, statistics included.
  ///
  /// - Throws: `InputError` (`invalid`) where one is missing, of another type or shape, or not
  ///   finite; the values before it are then those of the file.
  public func read(from file: SafetensorsFile, prefix: String, path: String) throws {
    for (name, parameter) in zip(names, all) {
      parameter.assign(
        try file.tensor("\(prefix).\(name)", shape: parameter.shape, path: path))
    }
    if !names.isEmpty { try statistics.read(from: file, prefix: prefix, path: path) }
  }
}

extension Adam {
  /// Appends the moments to `file` as "prefix.name.first" and "prefix.name.second".
  public func write(to file: inout SafetensorsFile, prefix: String) {
    for (name, value) in state { file.append("\(prefix).\(name)", value) }
  }

  /// Takes the moments from `file` as written, after `stepCount` steps.
  ///
  /// - Throws: `InputError` (`invalid`) where one is missing or of another type or shape.
  public func read(
    from file: SafetensorsFile, prefix: String, stepCount: Int, path: String
  ) throws {
    try restore(stepCount: stepCount) { name, shape in
      try file.tensor("\(prefix).\(name)", shape: shape, path: path)
    }
  }
}
