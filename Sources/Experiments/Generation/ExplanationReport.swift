import Files
import Imaging
import TextToImage

/// An explanation as text, as JSON and as one picture.
public struct ExplanationReport: Sendable {
  /// The key of the text chunk that says it in the sheet's file.
  static let key = "limn-explanation"

  private let explanation: Explanation
  private let modelHash: String

  /// A report of `explanation`, by the model whose file has the SHA-256 `modelHash`.
  public init(_ explanation: Explanation, modelHash: String) {
    self.explanation = explanation
    self.modelHash = modelHash
  }

  /// A table with a line for each word that is left out: how much the picture differs then, and what
  /// becomes of each object.
  public var text: String {
    let head =
      ["left out", "difference"]
      + explanation.objects.indices.map { "object \($0 + 1)" }
    let rows = explanation.omissions.map { omission in
      [omission.word, share(omission.difference)]
        + omission.changes.map { change in
          let effects = change.effects(side: explanation.image.width).map(\.measured)
          return effects.isEmpty ? "." : effects.joined(separator: ", ")
        } + omission.new
    }
    return aligned([head] + rows)
  }

  /// The same as one JSON object, with the path of the sheet.
  public func json(path: String) -> JSONValue {
    .object([.init("path", .string(path))] + (json.members ?? []))
  }

  /// The same as the text chunks of the sheet's file.
  public var textChunks: [(key: String, value: String)] {
    [(Self.key, json.canonicalText(pretty: false))]
  }

  private var json: JSONValue {
    [
      "prompt": .string(explanation.prompt), "seed": .integer(Int(explanation.seed)),
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
    let omissions = explanation.omissions.map {
      ContactSheet.Cell(image: $0.image, caption: $0.caption(side: side))
    }
    let columns = max(1 + objects.count, Int(Double(omissions.count).squareRoot().rounded(.up)))
    let wholeRow = ContactSheet(cells: [whole] + objects, columns: columns).rows
    var others = ContactSheet(cells: omissions, columns: columns).rows
    others[0].beginsGroup = true
    var sheet = ContactSheet(rows: wholeRow + others)
    sheet.imageScale = ContactSheet.imageScale(ofSide: side)
    return sheet
  }
}

extension Explanation.Omission {
  /// The word, and what becomes of each object without it, or where there is none how much the
  /// picture differs.
  fileprivate func caption(side: Int) -> String {
    let changed = changes.enumerated().compactMap { index, change -> String? in
      let effects = change.effects(side: side)
      return effects.isEmpty
        ? nil : "\(index + 1) " + effects.map(\.inShort).joined(separator: ", ")
    }
    let all = changes.isEmpty ? ["differs by \(share(difference))"] : changed + new
    return "without \"\(word)\"" + (all.isEmpty ? "" : ": " + all.joined(separator: "; "))
  }

  /// The objects that are there without the word only, in words.
  fileprivate var new: [String] { newObjects > 0 ? ["\(newObjects) more"] : [] }

  fileprivate var json: JSONValue {
    [
      "word": .string(word), "difference": .number(difference),
      "objects": .array(
        changes.map {
          $0.isGone
            ? ["gone": true]
            : [
              "gone": false, "distance": .number($0.distance), "growth": .number($0.growth),
              "difference": .number($0.difference),
            ]
        }),
      "new_objects": .integer(newObjects),
    ]
  }
}

extension Explanation.Change {
  /// What can be seen to change, with and without its measure; distances are in pixels of `side`.
  fileprivate func effects(side: Int) -> [(inShort: String, measured: String)] {
    if isGone { return [("gone", "gone")] }
    var effects: [(String, String)] = []
    if difference >= 0.01 {
      effects.append(("looks different", "looks different by \(share(difference))"))
    }
    let pixels = distance * Double(side)
    if pixels >= 1 { effects.append(("moves", "moves \(oneDecimal(pixels)) px")) }
    if abs(growth - 1) >= 0.05 {
      let verb = growth > 1 ? "grows" : "shrinks"
      effects.append((verb, "\(verb) to \(share(growth))"))
    }
    return effects
  }
}
