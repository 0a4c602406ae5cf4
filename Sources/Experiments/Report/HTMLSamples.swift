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

  private let sheets: [Sheet]

  /// The most sheets that a page holds, the first and the last among them.
  static let limit = 12

  /// The sheets, in the order in which they were drawn.
  init(_ sheets: [Sheet]) { self.sheets = sheets }

  /// Those of the sheets in `folder`, whose files' names are their steps, that a page holds.
  ///
  /// - Throws: `InputError` where the folder or a sheet cannot be read.
  init(in folder: String) throws {
    guard isFolder(folder) else {
      sheets = []
      return
    }
    let found = try namesInFolder(folder).compactMap { name -> (step: Int, path: String)? in
      guard name.hasSuffix(".png"), let step = Int(name.dropLast(4)) else { return nil }
      return (step, "\(folder)/\(name)")
    }.sorted { $0.step < $1.step }
    let count = min(found.count, Self.limit)
    sheets = try (0..<count).map { index in
      let (step, path) = found[index * (found.count - 1) / max(1, count - 1)]
      return Sheet(title: "after \(counted(step, "step"))", png: try readFile(path))
    }
  }

  /// The section; empty where there are no sheets.
  ///
  /// Where the page's script runs, one sheet at a time is seen, the last one first.
  var section: String {
    let figures = sheets.map { sheet in
      let title = sheet.title.escapedForHTML
      return "<figure class=\"stage\"><figcaption>\(title)</figcaption>"
        + "<img alt=\"what it draws \(title)\" src=\"data:image/png;base64,\(base64(sheet.png))\">"
        + "</figure>"
    }
    let slider =
      sheets.count > 1
      ? "<label class=\"filter\" hidden>From the first to the last "
        + "<input type=\"range\" id=\"stage\" min=\"0\" max=\"\(sheets.count - 1)\" "
        + "value=\"\(sheets.count - 1)\"></label>\n" : ""
    return HTMLPage.section(
      "What it draws", figures.isEmpty ? "" : slider + figures.joined(separator: "\n"))
  }
}
