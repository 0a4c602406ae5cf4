import ArgumentParser
import Experiments
import Files

/// What the verbs that draw pictures of something share: how many, with which seeds, and where to.
struct PictureOptions: ParsableArguments {
  @Option(
    name: [.customShort("n"), .long], parsing: .unconditional,
    help: "Pictures of each prompt (or outline), with successive seeds.")
  var count: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed, or seeds: 7, 0-3 or 1,5,9.", valueName: "seeds"))
  var seed = "0"

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "A PNG file, a folder, or a pattern with {seed} or {index}. (default: named by what is drawn and its seed)",
      valueName: "place"))
  var output: String?

  @Flag(help: "Print one JSON object a picture instead of its path.")
  var json = false

  @Flag(help: "Also show the pictures in the terminal.")
  var preview = false

  @Flag(help: "Replace files where they exist.")
  var force = false

  mutating func validate() throws {
    _ = try usage { try seeds() }
    _ = try usage { try OutputNaming(output) }
  }

  /// The seeds asked for.
  ///
  /// - Throws: `InputError`; `ValidationError` where both options tell how many.
  func seeds() throws -> SeedList {
    let seeds = try SeedList(seed)
    guard let count else { return seeds }
    guard seeds.seeds.count == 1 else {
      throw ValidationError("--count goes with one --seed, not with \(seeds)")
    }
    return try SeedList(from: seeds.seeds[0], count: count)
  }

  /// Makes the folder that pictures go into, where they go into one, and checks that `outputs` can
  /// be written.
  ///
  /// - Throws: `InputError` (`unwritable`).
  func preparePlaces(for outputs: [String]) throws {
    if case .folder(let folder) = try OutputNaming(output) { try makeFolder(folder) }
    try requirePlaces(for: outputs)
  }
}

/// What `body` gives; its `InputError` becomes an error of usage, since it is about an option.
func usage<Value>(_ body: () throws -> Value) throws -> Value {
  do { return try body() } catch let error as InputError { throw ValidationError("\(error)") }
}
