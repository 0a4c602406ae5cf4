import Files
import Imaging
import Tensors
import TextToImage

/// An explanation as text, as JSON and as one picture.
public struct ExplanationReport: Sendable {
  /// The key of the text chunk that says it in the sheet's file.
  static let key = "limn_explanation"
  /// The version of what the chunk says.
  private static let schema = 1

  private let explanation: Explanation
  private let modelHash: String
  private let software: String

  /// A report of an explanation.
  ///
  /// - Parameters:
  ///   - explanation: What is told; its seed is at most 2^63 - 1, as numbers in JSON are.
  ///   - modelHash: The SHA-256 of the file of the model that drew.
  ///   - software: The program and its version.
  public init(_ explanation: Explanation, modelHash: String, software: String) {
    require(
      explanation.seed <= UInt64(Int.max),
      "ExplanationReport: expected a seed of at most 2^63 - 1, got \(explanation.seed)")
    self.explanation = explanation
    self.modelHash = modelHash
    self.software = software
  }

  /// A table with a line for each word that is left out: how much the picture differs then, and what
  /// becomes of each object.
  public var text: String {
    let hasNew = explanation.omissions.contains { $0.newObjects > 0 }
    let head =
      ["left out", "difference"]
      + explanation.objects.indices.map { "object \($0 + 1)" } + (hasNew ? ["more objects"] : [])
    let rows = zip(words, explanation.omissions).map { word, omission in
      [word, share(omission.difference)]
        + omission.changes.map { change in
          let effects = effects(of: change).map(\.measured)
          return effects.isEmpty ? "." : effects.joined(separator: ", ")
        } + (hasNew ? [omission.newObjects > 0 ? "\(omission.newObjects)" : "."] : [])
    }
    return aligned([head] + rows)
  }

  /// The words that are left out, with their number in the prompt where they are there twice.
  private var words: [String] {
    let words = explanation.omissions.map(\.word)
    return words.enumerated().map { index, word in
      words.count { $0 == word } > 1 ? "\(word) (\(index + 1))" : word
    }
  }

  /// The same as one JSON object, with the path of the sheet.
  public func json(path: String) -> JSONValue {
    .object([.init("path", .string(path))] + (json.members ?? []))
  }

  /// The same as the text chunks of the sheet's file.
  public var textChunks: [(key: String, value: String)] {
    [("Software", software), (Self.key, json.canonicalText(pretty: false))]
  }

  private var json: JSONValue {
    [
      "schema": .integer(Self.schema), "prompt": .string(explanation.prompt),
      "seed": .integer(Int(explanation.seed)),
      "model_sha256": .string(modelHash),
      "pixels_sha256": .string(sha256(explanation.image.pixels)),
      "objects": .array(
        explanation.objects.map {
          [
            "slot": .integer($0.slot), "x": .number($0.place.x), "y": .number($0.place.y),
            "radius": .number($0.place.radius),
          ]
        }),
      "words": .array(explanation.omissions.map(\.json)),
    ]
  }

  /// The picture, its objects alone, and the picture without each word, with what changes.
  public var sheet: ContactSheet {
    let side = explanation.image.width
    let whole = ContactSheet.Cell(
      image: explanation.image, caption: "\(explanation.prompt) (seed \(explanation.seed))")
    let objects = explanation.objects.enumerated().map {
      ContactSheet.Cell(image: $1.image, caption: "object \($0 + 1) alone")
    }
    let omissions = zip(words, explanation.omissions).map {
      ContactSheet.Cell(image: $1.image, caption: caption(of: $1, $0))
    }
    let columns = max(1 + objects.count, Int(Double(omissions.count).squareRoot().rounded(.up)))
    let wholeRow = ContactSheet(cells: [whole] + objects, columns: columns).rows
    var others = ContactSheet(cells: omissions, columns: columns).rows
    others[0].beginsGroup = true
    var sheet = ContactSheet(rows: wholeRow + others)
    sheet.imageScale = ContactSheet.imageScale(ofSide: side)
    return sheet
  }

  /// The word, and what becomes of each object without it, or where there are none how much the
  /// picture differs.
  private func caption(of omission: Explanation.Omission, _ word: String) -> String {
    let changed = omission.changes.enumerated().compactMap { index, change -> String? in
      let effects = effects(of: change)
      return effects.isEmpty
        ? nil : "\(index + 1) " + effects.map(\.inShort).joined(separator: ", ")
    }
    let all =
      (omission.changes.isEmpty ? ["differs by \(share(omission.difference))"] : changed)
      + (omission.newObjects > 0 ? ["\(omission.newObjects) more"] : [])
    return "without \"\(word)\"" + (all.isEmpty ? "" : ": " + all.joined(separator: "; "))
  }

  /// What can be seen to change of an object, with and without its measure; distances are in pixels.
  private func effects(
    of change: Explanation.Change?
  ) -> [(inShort: String, measured: String)] {
    guard let change else { return [("gone", "gone")] }
    var effects: [(String, String)] = []
    if change.difference >= 0.01 {
      effects.append(("looks different", "looks different by \(share(change.difference))"))
    }
    let pixels = change.distance * Double(explanation.image.width)
    if pixels >= 1 { effects.append(("moves", "moves \(oneDecimal(pixels)) px")) }
    if abs(change.growth - 1) >= 0.05 {
      let verb = change.growth > 1 ? "grows" : "shrinks"
      effects.append((verb, "\(verb) to \(share(change.growth)) of its radius"))
    }
    return effects
  }
}

extension Explanation.Omission {
  fileprivate var json: JSONValue {
    [
      "word": .string(word), "difference": .number(difference),
      "objects": .array(
        changes.map { change in
          guard let change else { return ["gone": true] }
          return [
            "gone": false, "distance": .number(change.distance),
            "growth": .number(change.growth), "difference": .number(change.difference),
          ]
        }),
      "new_objects": .integer(newObjects),
    ]
  }
}
