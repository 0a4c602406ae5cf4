import Files
import Imaging

/// The captioned pictures of a folder of one's own.
///
/// `FolderLayout` tells which layouts are read. Opening it reads the captions and the header of
/// each picture; the pictures are read one at a time, when they are asked for. What cannot be used
/// is left out and kept in `problems`.
///
/// Where the folder gives no split, about a tenth of the concepts is held out, chosen by their
/// names; a picture whose concept is not given is its own.
public struct FolderPictures: CaptionedPictures {
  /// The folder's own name.
  public let name: String
  /// How its files lie.
  public let layout: FolderLayout
  /// The usable pictures, sorted by the bytes of their ids.
  ///
  /// An id is the path of the picture in the folder. There may be none, where all have problems.
  public let entries: [CaptionedEntry]
  /// What is wrong with the others, sorted by path and line.
  public let problems: [FolderProblem]
  private let folder: String
  private let hasSplit: Bool

  /// Opens `folder`.
  ///
  /// - Throws: `InputError` where there is no such folder, it, a folder in it or the file with its
  ///   split cannot be read, or nothing in it looks like a captioned picture.
  public init(folder: String) throws {
    _ = try namesInFolder(folder)
    self.folder = folder
    let parts = folder.split(separator: "/").filter { $0 != "." }
    name = parts.last.map(String.init) ?? "folder"
    layout = try FolderLayout(of: folder)
    var listing = try layout.list(folder)
    guard !listing.candidates.isEmpty || !listing.problems.isEmpty else {
      throw InputError(
        .invalid, path: folder, expected: "pictures with captions", found: "none",
        hint: "write one caption a line into a text file beside each picture, or a metadata.jsonl "
          + "or .csv")
    }
    listing.leaveOutUnreadable(in: folder)
    hasSplit = listing.candidates.contains { $0.isHeldOut != nil }
    let heldOut =
      hasSplit
      ? [] : heldOutConcepts(among: listing.candidates.lazy.map { $0.concept ?? $0.picture })
    entries = listing.entries(holdingOut: heldOut)
    problems = listing.problems.sorted(by: FolderProblem.areInOrder)
  }

  /// The SHA-256 of the ids, captions, concepts, split and picture files of all entries.
  ///
  /// Reads every picture file each time it is asked for, and keeps none.
  public var hash: String {
    var hash = CaptionedHash()
    for (index, entry) in entries.enumerated() {
      hash.add(entry, file: try? Picture.readBytes(path(index)))
    }
    return hash.finish()
  }

  /// The concepts of several pictures that a model never sees, since the folder gives no split and
  /// all of them were held out; sorted.
  public var unseenConcepts: [String] {
    guard !hasSplit else { return [] }
    return Dictionary(grouping: entries.filter(\.isHeldOut), by: \.concept)
      .filter { $0.value.count > 1 }.keys.sorted()
  }

  /// The picture of entry number `index`: its central square, `side` pixels wide and high.
  ///
  /// - Throws: `InputError` where the picture is damaged behind its header, or has changed since
  ///   the folder was opened; `limn dataset check` finds such pictures.
  public func picture(_ index: Int, side: Int) throws -> RGBImage {
    try Picture.read(path(index)).fitted(toSquareOf: side)
  }

  /// The pictures that no usable caption of the metadata is of, sorted by name, folder by folder; none
  /// in other layouts, where a picture without captions is a problem.
  func uncaptioned() throws -> [String] {
    let known = Set(entries.map(\.id) + problems.map(\.path))
    return layout == .metadata || layout == .metadataTable
      ? try filesBelow(folder).filter { isNamedAsPicture($0) && !known.contains($0) } : []
  }

  /// Where the picture of entry number `index` is.
  func path(_ index: Int) -> String { "\(folder)/\(entries[index].id)" }
}

extension FolderListing {
  /// Moves what is no readable picture, or was named before, from the candidates to the problems.
  fileprivate mutating func leaveOutUnreadable(in folder: String) {
    var lines: [String: Int?] = [:]
    var readable: [Candidate] = []
    for candidate in candidates {
      if let first = lines[candidate.picture] {
        problems.append(repetition(of: candidate, firstLine: first))
        continue
      }
      lines[candidate.picture] = candidate.line
      do {
        _ = try PictureHeader(of: "\(folder)/\(candidate.picture)")
        readable.append(candidate)
      } catch {
        problems.append(unreadable(candidate, error))
      }
    }
    candidates = readable
  }

  private func repetition(of candidate: Candidate, firstLine: Int?) -> FolderProblem {
    FolderProblem(
      .duplicatePath, path: candidate.source, line: candidate.line,
      expected: "each picture once",
      found: "\(candidate.picture) again" + (firstLine.map { ", after line \($0)" } ?? ""))
  }

  private func unreadable(_ candidate: Candidate, _ error: any Error) -> FolderProblem {
    guard let error = error as? InputError, error.kind == .missing else {
      return FolderProblem(unreadable: candidate.picture, error)
    }
    return FolderProblem(
      .missingPicture, path: candidate.source, line: candidate.line, expected: "a picture",
      found: "no file \(candidate.picture)")
  }

  /// The candidates as entries, sorted by the bytes of their ids; `heldOut` are the concepts to be
  /// held out of those whose side the folder does not tell.
  fileprivate func entries(holdingOut heldOut: Set<String>) -> [CaptionedEntry] {
    candidates.map { candidate in
      let concept = candidate.concept ?? candidate.picture
      return CaptionedEntry(
        id: candidate.picture, captions: candidate.captions, concept: concept,
        isHeldOut: candidate.isHeldOut ?? heldOut.contains(concept))
    }.sorted { precedesBytewise($0.id, $1.id) }
  }
}

extension FolderProblem {
  /// That the picture at `path` cannot be read, because of `error`.
  init(unreadable path: String, _ error: any Error) {
    let fault = error as? InputError
    self.init(
      .unreadablePicture, path: path, expected: fault?.expected ?? "a readable picture",
      found: (fault?.found ?? "\(error)") + (fault?.hint.map { "; \($0)" } ?? ""))
  }
}
