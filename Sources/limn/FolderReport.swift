import Datasets
import Experiments
import Files

/// What `limn dataset check` prints.
struct FolderReport {
  let check: FolderCheck
  let layout: FolderLayout

  /// How many notes of a kind the text shows; JSON has them all.
  private static let shownNotes = 10
  /// How many pictures or concepts a note of the text names.
  private static let shownNames = 3

  /// The problems, the notes and the totals, a line each.
  var text: [String] {
    let findings = check.problems.map(\.description) + notes
    return findings.map(\.printable) + (findings.isEmpty ? [] : [""])
      + totals.map { name, value in
        name + String(repeating: " ", count: 14 - name.count) + value
      }
  }

  private var notes: [String] {
    let pictures = check.equalPictures.map { group in
      let split = isAcrossTheSplit(group) ? "; some of them are held out, others are not" : ""
      return "note: the same picture: \(shortened(group.map(\.id)))\(split)"
    }
    // Where a folder's name is the caption, all of a class share it.
    let shared = layout == .classFolders ? [] : check.equalCaptions
    let captions = shared.map {
      "note: the same caption \"\($0.caption)\": \(shortened($0.ids))"
    }
    let uncaptioned =
      check.uncaptioned.isEmpty
      ? [] : ["note: without a usable caption: \(shortened(check.uncaptioned))"]
    let unseen =
      check.unseenConcepts.isEmpty
      ? []
      : [
        "note: held out with all pictures: \(shortened(check.unseenConcepts)); a split of your own "
          + "lets a model see some of each"
      ]
    let known = heldOutWithKnownCaptions
    let split =
      known.isEmpty
      ? []
      : [
        "note: held out, with captions that training pictures have too: "
          + "\(shortened(known.map(\.id))); scores of them tell nothing of new captions"
      ]
    return uncaptioned + unseen + split + shortened(pictures, "more pictures that there are twice")
      + shortened(captions, "more captions that several pictures have")
  }

  /// Held-out pictures that no caption tells from training pictures; where a folder's name is the
  /// caption, that is meant.
  private var heldOutWithKnownCaptions: [CaptionedEntry] {
    layout == .classFolders ? [] : check.heldOutWithKnownCaptions
  }

  private func shortened(_ notes: [String], _ rest: String) -> [String] {
    guard notes.count > Self.shownNotes else { return notes }
    return notes.prefix(Self.shownNotes)
      + ["note: \(notes.count - Self.shownNotes) \(rest), which --json lists"]
  }

  private func shortened(_ names: [String]) -> String {
    guard names.count > Self.shownNames else { return names.joined(separator: ", ") }
    return names.prefix(Self.shownNames).joined(separator: ", ")
      + " and \(names.count - Self.shownNames) more"
  }

  private var totals: [(name: String, value: String)] {
    let usable = check.usable.count
    let heldOut = check.heldOut
    var totals = [
      ("layout", layout.rawValue), ("pictures", "\(usable) usable"),
      ("captions", "\(check.captionCount)"), ("concepts", concepts),
      (
        "held out",
        "\(counted(heldOut.count, "picture")) of "
          + counted(Set(heldOut.map(\.concept)).count, "concept")
      ),
    ]
    if let smallest = check.smallest, let largest = check.largest {
      totals += [("smallest", size(smallest)), ("largest", size(largest))]
    }
    return totals + [("hash", check.hash)]
  }

  private var concepts: String {
    let isOwn = !check.usable.isEmpty && check.usable.allSatisfy { $0.concept == $0.id }
    return "\(check.conceptCount)" + (isOwn ? ", each picture its own" : "")
  }

  private func size(_ picture: FolderCheck.SizedPicture) -> String {
    "\(picture.width)x\(picture.height), \(picture.id)"
  }

  private func isAcrossTheSplit(_ group: [CaptionedEntry]) -> Bool {
    Set(group.map(\.isHeldOut)).count > 1
  }

  /// The problems, the notes and the totals, an object each.
  var json: [JSONValue] {
    check.problems.map(object) + check.equalPictures.map(object)
      + (check.uncaptioned.isEmpty
        ? []
        : [["kind": "uncaptioned", "paths": .array(check.uncaptioned.map { .string($0) })]])
      + (check.unseenConcepts.isEmpty
        ? []
        : [
          [
            "kind": "unseen-concepts",
            "concepts": .array(check.unseenConcepts.map { .string($0) }),
          ]
        ])
      + check.equalCaptions.map { shared in
        [
          "kind": "equal-captions", "caption": .string(shared.caption),
          "paths": .array(shared.ids.map { .string($0) }),
        ]
      } + [totalsObject]
  }

  private func object(_ problem: FolderProblem) -> JSONValue {
    [
      "kind": "problem", "rule": .string(problem.kind.rawValue), "path": .string(problem.path),
      "line": problem.line.map { .integer($0) } ?? .null, "expected": .string(problem.expected),
      "found": .string(problem.found),
    ]
  }

  private func object(_ group: [CaptionedEntry]) -> JSONValue {
    [
      "kind": "equal-pictures", "paths": .array(group.map { .string($0.id) }),
      "across_split": .bool(isAcrossTheSplit(group)),
    ]
  }

  private var totalsObject: JSONValue {
    let heldOut = check.heldOut
    return [
      "kind": "totals", "layout": .string(layout.rawValue),
      "pictures": .integer(check.usable.count),
      "problems": .integer(check.problems.count), "captions": .integer(check.captionCount),
      "concepts": .integer(check.conceptCount), "held_out": .integer(heldOut.count),
      "held_out_concepts": .integer(Set(heldOut.map(\.concept)).count),
      "held_out_with_known_captions": .integer(heldOutWithKnownCaptions.count),
      "smallest": check.smallest.map(object) ?? .null,
      "largest": check.largest.map(object) ?? .null, "hash": .string(check.hash),
    ]
  }

  private func object(_ picture: FolderCheck.SizedPicture) -> JSONValue {
    [
      "path": .string(picture.id), "width": .integer(picture.width),
      "height": .integer(picture.height),
    ]
  }
}
