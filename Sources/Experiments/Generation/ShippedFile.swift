import Files

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that ships in the package and is used unless another is named.
public struct ShippedFile: Sendable {
  /// The model that pictures are drawn with; `LIMN_MODEL` names another.
  public static let model = ShippedFile(
    place: "experiments/shapes-64/model.safetensors", noun: "model", variable: "LIMN_MODEL",
    advice: "train one: limn run experiments/shapes-64/experiment.json --keep")
  /// The model that outlines are filled with; `LIMN_TRANSLATOR` names another.
  public static let translator = ShippedFile(
    place: "experiments/outlines/model.safetensors", noun: "model", variable: "LIMN_TRANSLATOR",
    advice: "train one: limn run experiments/outlines/experiment.json --keep",
    title: "the shipped model that translates outlines")
  /// The judge that scores pictures where the oracle cannot; `LIMN_JUDGE` names another.
  public static let judge = ShippedFile(
    place: "experiments/judge/judge.safetensors", noun: "judge", variable: "LIMN_JUDGE",
    advice: "train one: limn run experiments/judge/experiment.json --keep")
  /// The network whose features stand for pictures, made and not shipped; `LIMN_FEATURES` names
  /// another.
  public static let features = ShippedFile(
    place: "features/efficientnet-lite0.safetensors", noun: "features", variable: "LIMN_FEATURES",
    advice: "make it: scripts/setup-features", title: "the network for features", ships: false)

  /// Its place in the package.
  public let place: String
  private let noun: String
  private let variable: String
  private let advice: String
  private let title: String
  private let ships: Bool

  private init(
    place: String, noun: String, variable: String, advice: String, title: String? = nil,
    ships: Bool = true
  ) {
    self.place = place
    self.noun = noun
    self.variable = variable
    self.advice = advice
    self.title = title ?? "the shipped \(noun)"
    self.ships = ships
  }

  /// The file that the environment names; else the package's, in a folder above the program or in
  /// the working folder.
  ///
  /// - Parameters:
  ///   - reason: Why it is needed, as a clause, for the message.
  ///   - hasOption: Whether the command has an option that names another.
  /// - Returns: The file's path.
  /// - Throws: `InputError` (`missing`).
  public func find(since reason: String? = nil, hasOption: Bool = true) throws -> String {
    if let named {
      let file = Self.file(fileName(place), meantBy: named) ?? named
      if fileExists(file) { return file }
      throw InputError(
        .missing, path: file, expected: "the \(noun) that \(variable) names",
        found: "no such file", hint: ships ? nil : advice)
    }
    if let shipped = Self.inPackage(place) { return shipped }
    throw InputError(
      .missing, path: place,
      expected: title + (reason.map { ", since \($0)" } ?? ""),
      found: "no such file",
      hint: "name one with \(hasOption ? "--\(noun) or " : "")\(variable), or \(advice)")
  }

  /// The file that the environment names.
  var named: String? {
    getenv(variable).flatMap { $0.pointee == 0 ? nil : String(cString: $0) }
  }

  /// The files of all models there are to draw with: those that are used unless another is named,
  /// then the other ones that ship with experiments.
  static var models: [String] {
    let usual = [model, translator].compactMap { try? $0.find() }
    return usual + ofExperiments("model.safetensors").filter { !usual.contains($0) }
  }

  /// The files of all judges that ship with experiments.
  static var judges: [String] { ofExperiments("judge.safetensors") }

  /// The file called `own` that `name` means: the file `name` itself, that in a folder of this name,
  /// or that of an experiment that ships; nil where a bare name means nothing.
  static func file(_ own: String, meantBy name: String) -> String? {
    let inside = "\(name)/\(own)"
    let shipped = name.contains("/") ? nil : inPackage("experiments/\(inside)")
    // A folder of another kind may be called like an experiment.
    if isFolder(name) { return fileExists(inside) ? inside : shipped ?? inside }
    return fileExists(name) || name.contains("/") ? name : shipped
  }

  private static func ofExperiments(_ file: String) -> [String] {
    experiments(with: file).compactMap { inPackage("experiments/\($0)/\(file)") }
  }

  /// The names of the experiments that ship with a file of this name.
  static func experiments(with file: String) -> [String] {
    guard let experiments = inPackage("experiments") else { return [] }
    let names = (try? namesInFolder(experiments)) ?? []
    return names.filter { fileExists("\(experiments)/\($0)/\(file)") }
  }

  /// What is at `place` in a folder above the program or in the working folder.
  public static func inPackage(_ place: String) -> String? {
    var folder = RunningProgram.path ?? ""
    while let slash = folder.lastIndex(of: "/") {
      folder = String(folder[..<slash])
      if fileExists("\(folder)/\(place)") { return "\(folder)/\(place)" }
    }
    return fileExists(place) ? place : nil
  }
}
