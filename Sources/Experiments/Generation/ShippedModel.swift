import Files

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where the model is that pictures are drawn with unless another is named.
public enum ShippedModel {
  /// The model's place in the package.
  public static let place = "experiments/shapes-64/model.safetensors"

  /// The file that `LIMN_MODEL` names; else the package's model, in a folder above the program or
  /// in the working folder.
  ///
  /// - Throws: `InputError` (`missing`).
  public static func find() throws -> String {
    if let named = getenv("LIMN_MODEL"), named.pointee != 0 { return String(cString: named) }
    var folder = RunningProgram.path ?? ""
    while let slash = folder.lastIndex(of: "/") {
      folder = String(folder[..<slash])
      if fileExists("\(folder)/\(place)") { return "\(folder)/\(place)" }
    }
    if fileExists(place) { return place }
    throw InputError(
      .missing, path: place, expected: "the shipped model", found: "no such file",
      hint: "name one with --model or LIMN_MODEL, or train one: "
        + "limn run experiments/shapes-64/experiment.json --keep")
  }
}
