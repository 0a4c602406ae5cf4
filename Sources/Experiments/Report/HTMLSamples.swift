import Files

/// The part of a page that shows what a model draws, sheet by sheet as it learned.
struct HTMLSamples {
  /// A sheet of pictures.
  struct Sheet {
    /// When it was drawn: "after 1200 steps".
    let title: String
    /// The PNG file's bytes.
    let png: [UInt8]
  }

  private let heading: String
  private let sheets: [Sheet]
  /// What the pictures of a sheet are of.
  private let captions: [String]

  /// The most sheets that a page holds, the first and the last among them.
  static let limit = 12

  /// The sheets, in the order in which they were drawn.
  init(_ heading: String, _ sheets: [Sheet], of captions: [String] = []) {
    self.heading = heading
    self.sheets = sheets
    self.captions = captions
  }

  /// Those of the sheets in `folder`, whose files' names are their steps, that a page holds; none of
  /// later steps than `last`, which a run that was taken up again may have left.
  ///
  /// - Throws: `InputError` where the folder or a sheet cannot be read.
  init(
    _ heading: String, in folder: String, upTo last: Int = .max, of captions: [String] = []
  ) throws {
    let names = isFolder(folder) ? try namesInFolder(folder) : []
    let found = names.compactMap { name -> (step: Int, path: String)? in
      guard name.hasSuffix(".png"), let step = Int(name.dropLast(4)), step <= last else {
        return nil
      }
      return (step, "\(folder)/\(name)")
    }.sorted { $0.step < $1.step }
    let count = min(found.count, Self.limit)
    let sheets = try (0..<count).map { index in
      let (step, path) = found[index * (found.count - 1) / max(1, count - 1)]
      return Sheet(title: "after \(counted(step, "step"))", png: try readFile(path))
    }
    self.init(heading, sheets, of: captions)
  }

  /// Whether there are none.
  var isEmpty: Bool { sheets.isEmpty }

  /// The section; empty where there are no sheets.
  ///
  /// Where the page's script runs, one sheet at a time is seen, the last one first.
  var section: String {
    let texts = captions.isEmpty ? "" : ", of: \(captions.joined(separator: "; "))"
    let figures = sheets.map { sheet in
      let title = sheet.title.escapedForHTML
      let label = "\(sheet.title)\(texts)".escapedForHTML
      return "<figure class=\"stage\"><figcaption>\(title)</figcaption>"
        + HTMLPage.scrolling(
          "<img alt=\"\(label)\" src=\"data:image/png;base64,\(base64(sheet.png))\">",
          label: "Pictures, \(sheet.title)") + "</figure>"
    }
    let last = sheets.count - 1
    let slider =
      sheets.count > 1
      ? "<label class=\"filter\" hidden>From the first to the last <input type=\"range\" "
        + "id=\"stage\" min=\"0\" max=\"\(last)\" value=\"\(last)\"></label>\n" : ""
    return HTMLPage.section(
      heading, figures.isEmpty ? "" : slider + figures.joined(separator: "\n"))
  }
}
