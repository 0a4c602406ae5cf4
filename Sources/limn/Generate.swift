import ArgumentParser
import Experiments
import Files
import Imaging
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
      truncation give the same picture, alone or among others, byte by byte on processors with the \
      same instructions.
      """)

  @OptionGroup var options: GenerateOptions

  mutating func run() throws {
    let plan = try options.plan()
    let path = try options.model.map(modelFile) ?? ShippedFile.model.find()
    let stored = try StoredModel(path)
    warnOfUnfinishedRun(of: path)
    try stored.requireDrawsFromText(path: path, hint: "use limn translate")
    try requireFree(plan.outputs, force: options.pictures.force)
    options.warnOfArguments()
    try options.pictures.preparePlaces(for: plan.outputs)
    Interruption.watch()
    let drawing = PlanDrawing(
      of: plan, model: path, truncation: options.truncation, bestOf: try bestOf(for: stored),
      software: Limn.software)
    if let gridPath = plan.gridPath {
      try drawGrid(drawing, stored, path: gridPath)
    } else {
      try draw(drawing, stored) { picture in
        let path = picture.path ?? ""
        if options.pictures.preview { preview(picture.image) }
        printAboveProgress(
          options.pictures.json ? announcement(of: picture, path: path).canonicalText() : path)
      }
    }
  }

  /// What `--best-of` chooses from, and by; nil without it.
  private func bestOf(for model: StoredModel) throws -> PlanDrawing.BestOf? {
    guard let count = options.bestOf else { return nil }
    let judge =
      try options.judge.map(judgeFile)
      ?? StoredJudge.find(for: model, since: "--best-of chooses by it")
    if try !StoredJudge(judge).knows(model) {
      report("warning: \(judge) and the model learned from different data; it knows other words")
    }
    return PlanDrawing.BestOf(count: count, judge: judge)
  }

  /// Draws the pictures and shows how far it has come.
  private func draw(
    _ drawing: PlanDrawing, _ stored: StoredModel, finish: (DrawnPicture) throws -> Void
  ) throws {
    let prompts = drawing.plan.pictures.map(\.prompt)
    let warnings = PromptWarnings(
      isOfShapes: stored.dataset == nil, isOneOfSeveral: Set(prompts).count > 1)
    var bar = ProgressBar(total: drawing.stepCount, unit: "pictures")
    defer { bar.clear() }
    let finished = try drawing.run(
      with: stored, isCancelled: { Interruption.isRequested },
      didRead: { warnings.warn(of: $1, $0, by: $2) }, advanced: { bar.update($0) }, finish: finish)
    if finished < prompts.count {
      throw Interrupted(advice: "\(finished) of \(prompts.count) pictures were drawn")
    }
  }

  private func drawGrid(
    _ drawing: PlanDrawing, _ stored: StoredModel, path: String
  ) throws {
    let plan = drawing.plan
    let grid = PictureGrid(columns: plan.columns, isLabelled: options.labels)
    let blank = RGBImage(width: stored.model.side, height: stored.model.side)
    let side = grid.longerSide(of: plan.pictures.map { (blank, $0.prompt, $0.seed, $0.blend) })
    guard side <= PNG.maximumSide else {
      throw InputError(
        .invalid, path: options.interpolate ? "--interpolate" : "--grid",
        expected: "sides of at most \(PNG.maximumSide) pixels",
        found: "\(side)", hint: "ask for fewer pictures")
    }
    var pictures: [DrawnPicture] = []
    try draw(drawing, stored) { pictures.append($0) }
    let image = grid.compose(
      pictures.map { ($0.image, $0.record.prompt, $0.record.seed, $0.record.blend) })
    let text = gridTextChunks(image, of: pictures.map(\.record), in: grid)
    try PNG.write(image, text: text, to: path)
    if options.pictures.preview { preview(image) }
    if options.pictures.json {
      for picture in pictures { print(announcement(of: picture, path: path).canonicalText()) }
    } else {
      print(path)
    }
  }
}
