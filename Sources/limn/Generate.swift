import ArgumentParser
import Experiments
import Files
import Imaging
import Tensors
import TextToImage

/// `limn generate`: pictures from prompts.
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Draw pictures of prompts.",
    discussion: """
      Example:
        limn generate "a large red circle above a small blue square" --seed 0-3

      The path of each picture goes to standard output. The same model, prompt, seed and \
      truncation give the same picture, alone or among others.
      """)

  @OptionGroup var options: GenerateOptions

  mutating func run() throws {
    let plan = try options.plan()
    // A picture is too small to gain from a second thread, and its bytes then depend on no count
    // of threads.
    Engine.threadCount = 1
    let path = try options.model ?? ShippedFile.model.find()
    let stored = try StoredModel(path)
    try stored.requireDrawsFromText(path: path, hint: "use limn translate")
    if case .folder(let folder) = try OutputNaming(options.output) { try makeFolder(folder) }
    Interruption.watch()
    if let gridPath = plan.gridPath {
      try drawGrid(plan, stored, path: gridPath)
    } else {
      try drawFiles(plan, stored)
    }
  }

  private func drawFiles(_ plan: GenerationPlan, _ stored: StoredModel) throws {
    try draw(plan, stored) { picture in
      guard let path = picture.path else { return }
      try PNG.write(picture.image, text: picture.record.textChunks, to: path)
      announce(picture, path: path)
    }
  }

  private func drawGrid(_ plan: GenerationPlan, _ stored: StoredModel, path: String) throws {
    let grid = ImageGrid(columns: plan.columns)
    let rows = plan.pictures.count / plan.columns
    let side = max(plan.columns, rows) * (stored.model.side + grid.padding) + grid.padding
    guard side <= PNG.maximumSide else {
      throw InputError(
        .invalid, path: "--grid", expected: "sides of at most \(PNG.maximumSide) pixels",
        found: "\(side)", hint: "ask for fewer pictures")
    }
    var pictures: [DrawnPicture] = []
    try draw(plan, stored) { pictures.append($0) }
    let image = grid.compose(pictures.map(\.image))
    let text = gridTextChunks(
      image, of: pictures.map(\.record), columns: plan.columns, seeds: try options.seeds())
    try PNG.write(image, text: text, to: path)
    if options.json {
      for picture in pictures { announce(picture, path: path) }
    } else {
      print(path)
    }
  }

  /// Draws one picture after the other and hands each to `finish`.
  private func draw(
    _ plan: GenerationPlan, _ stored: StoredModel, finish: (DrawnPicture) throws -> Void
  ) throws {
    var painter = try Painter(model: stored.model, options)
    var bar = ProgressBar(total: plan.pictures.count, unit: "pictures")
    defer { bar.clear() }
    for (index, planned) in plan.pictures.enumerated() {
      if Interruption.isRequested {
        throw Interrupted(advice: "\(index) of \(plan.pictures.count) pictures were drawn")
      }
      let drawn = try painter.draw(planned)
      let record = PictureRecord(
        of: drawn.image, prompt: planned.prompt, seed: drawn.seed, blend: planned.blend,
        truncation: options.truncation, modelName: stored.header.name,
        modelHash: try stored.verifiedHash(), software: Limn.software, stages: drawn.stages)
      if options.preview {
        bar.clear()
        writeToStandardError(TerminalPreview.render(drawn.image))
      }
      try finish(
        DrawnPicture(
          image: drawn.image, record: record, reading: drawn.reading, choice: drawn.choice,
          path: planned.path))
      bar.update(index + 1)
    }
  }

  private func announce(_ picture: DrawnPicture, path: String) {
    print(options.json ? picture.json(path: path).canonicalText() : path)
  }
}

/// A picture and all that is known of it.
private struct DrawnPicture {
  let image: RGBImage
  let record: PictureRecord
  let reading: Reading
  let choice: Choice?
  let path: String?

  /// What `--json` prints.
  func json(path: String) -> JSONValue {
    announcement(
      of: record, reading, path: path, choice.map { [.init("best_of", $0.json)] } ?? [])
  }
}
