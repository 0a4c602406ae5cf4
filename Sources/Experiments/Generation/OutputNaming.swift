import Files

/// Where generated pictures are written to.
///
/// A place is a file ("cat.png"), a folder ("cats/", or any name without ".png"), or a pattern
/// with `{seed}` or `{index}` in it ("cats/{index}-{seed}.png").
public enum OutputNaming: Equatable, Sendable {
  /// One file.
  case file(String)
  /// A folder of files named by prompt and seed; empty for the working folder.
  case folder(String)
  /// A file's path with `{seed}` and `{index}` to be filled in.
  case pattern(String)

  /// Reads a place as it is written on the command line; nil means the working folder.
  ///
  /// - Throws: `InputError` (`invalid`) where the place is empty, has an unknown placeholder, or
  ///   is a pattern or a name for something else than a PNG file.
  public init(_ text: String?) throws {
    guard let text else {
      self = .folder("")
      return
    }
    guard !text.isEmpty else { throw Self.fault(text, "a path", "nothing") }
    guard text != "-" else {
      throw Self.fault(text, "a PNG file, a folder or a pattern", "standard output")
    }
    let placeholders = text.placeholders
    if let unknown = placeholders.first(where: { !["{seed}", "{index}"].contains($0) }) {
      throw Self.fault(text, "the placeholders {seed} and {index} only", "\(unknown)")
    }
    let isPNG = text.lowercased().hasSuffix(".png")
    if !placeholders.isEmpty {
      guard isPNG else { throw Self.fault(text, "a pattern that ends in .png", "\"\(text)\"") }
      self = .pattern(text)
    } else if isPNG, !isFolder(text) {
      self = .file(text)
    } else {
      if let format = Self.otherFormats.first(where: text.lowercased().hasSuffix), !isFolder(text) {
        throw Self.fault(text, "a file that ends in .png, or a folder", "a name in \(format)")
      }
      self = .folder(text)
    }
  }

  /// The ends of names that a person gives to files of formats that are not written.
  private static let otherFormats = [
    ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif", ".heic", ".svg", ".pdf",
    ".html", ".json", ".txt",
  ]

  /// The paths of the pictures of every prompt with every seed, prompts outermost.
  ///
  /// - Parameters:
  ///   - prompts: What is drawn.
  ///   - seeds: The seeds of each.
  ///   - variant: What tells the names of files in a folder from those of other settings, such as
  ///     "-best4".
  /// - Returns: The paths.
  /// - Throws: `InputError` (`invalid`) where two of them would have one path.
  public func paths(prompts: [String], seeds: [UInt64], variant: String = "") throws -> [String] {
    try paths(
      stems: prompts.map { Self.stem($0) + variant }, seeds: seeds,
      hintInFolder: "ask for each one once")
  }

  /// The paths of the translations of every source under one prompt with every seed, sources
  /// outermost.
  ///
  /// - Throws: `InputError` (`invalid`) where two of them would have one path.
  public func paths(sources: [String], prompt: String, seeds: [UInt64]) throws -> [String] {
    let stems = sources.map { source in
      let name = fileName(source).dropPNG
      return (slug(name, limit: 40) ?? "outlines") + "-" + Self.stem(prompt)
    }
    return try paths(
      stems: stems, seeds: seeds, hintInFolder: "give a pattern, as -o '{index}-{seed}.png'")
  }

  /// The paths of files whose names begin with each of `stems`, with every seed; `hintInFolder`
  /// tells what to do where two in a folder would be the same.
  private func paths(stems: [String], seeds: [UInt64], hintInFolder: String) throws -> [String] {
    var paths: [String] = []
    var owners: [String: Int] = [:]
    for stem in stems {
      for seed in seeds {
        let path = path(stem: stem, seed: seed, index: paths.count)
        if let owner = owners.updateValue(paths.count, forKey: path) {
          throw InputError(
            .invalid, path: path, expected: "a path of its own for each picture",
            found: "the same for pictures \(owner) and \(paths.count)",
            hint: hint(inFolder: hintInFolder, hasSeveralStems: stems.count > 1))
        }
        paths.append(path)
      }
    }
    return paths
  }

  /// How to give each picture a path of its own.
  private func hint(inFolder: String, hasSeveralStems: Bool) -> String {
    switch self {
    case .file(let path):
      let number = hasSeveralStems ? "{index}" : "{seed}"
      return "name a folder, or a pattern as \(path.dropPNG)-\(number).png"
    case .folder: return inFolder
    case .pattern: return "put {index} in the pattern"
    }
  }

  /// The path of the one picture that shows all of them in a grid.
  ///
  /// - Parameters:
  ///   - prompts: What is drawn.
  ///   - seeds: The seeds of each.
  ///   - variant: As for `paths`.
  ///   - kind: What the grid is, the end of its name in a folder.
  /// - Returns: The path.
  /// - Throws: `InputError` (`invalid`) where the place is a pattern.
  public func gridPath(
    prompts: [String], seeds: SeedList, variant: String = "", kind: String = "grid"
  ) throws -> String {
    switch self {
    case .file(let path): return path
    case .folder(let folder):
      let rest = prompts.count > 1 ? "-and-\(prompts.count - 1)-more" : ""
      let hash = sha256(Array(prompts.joined(separator: "\n").utf8)).prefix(8)
      let list = "\(seeds)"
      let seedText = list.utf8.count <= 24 ? list : "\(sha256(Array(list.utf8)).prefix(8))"
      let stem = Self.stem(prompts.first ?? "") + rest + (rest.isEmpty ? "" : "-\(hash)")
      return Self.join(folder, "\(stem)\(variant)-s\(seedText)-\(kind).png")
    case .pattern(let pattern):
      throw Self.fault(pattern, "one file or a folder for a grid", "a pattern")
    }
  }

  private func path(stem: String, seed: UInt64, index: Int) -> String {
    switch self {
    case .file(let path): path
    case .folder(let folder): Self.join(folder, "\(stem)-s\(seed).png")
    case .pattern(let pattern):
      pattern.replacing("{seed}", with: "\(seed)").replacing("{index}", with: "\(index)")
    }
  }

  /// A file name's beginning that no other prompt shares: the prompt's words, and where they do
  /// not give the prompt back exactly, the start of its hash.
  static func stem(_ prompt: String) -> String {
    let words = slug(prompt, limit: 80)
    if let words, words.replacing("-", with: " ") == prompt { return words }
    let hash = sha256(Array(prompt.utf8)).prefix(8)
    return (words ?? "prompt") + "-" + hash
  }

  private static func join(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  private static func fault(_ text: String, _ expected: String, _ found: String) -> InputError {
    InputError(.invalid, path: "output \"\(text)\"", expected: expected, found: found)
  }
}

extension String {
  /// The name without ".png" at its end.
  fileprivate var dropPNG: String { lowercased().hasSuffix(".png") ? String(dropLast(4)) : self }

  /// The parts in braces, with them.
  fileprivate var placeholders: [String] {
    var found: [String] = []
    var rest = self[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      found.append(String(rest[open...close]))
      rest = rest[rest.index(after: close)...]
    }
    return found
  }
}
