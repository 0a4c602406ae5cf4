import ArgumentParser
import Experiments
import Files
import Imaging
import TextToImage

/// `limn translate`: pictures from outlines under a text.
struct Translate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "translate",
    abstract: "Fill outlines as a text says.",
    discussion: """
      Example:
        limn dataset sample -n 1 --seed 4 --outlines -o one/
        limn translate one/00000.png "a green star on a black background"

      The path of each picture goes to standard output. Outlines are black lines on white in square \
      PNG files of any size. The same model, outlines, text and seed give the same picture, byte by byte on \
      processors with the same instructions.
      """)

  @OptionGroup var options: TranslateOptions

  mutating func run() throws {
    let plan = try options.plan()
    let path = try options.model.map(modelFile) ?? ShippedFile.translator.find()
    let stored = try StoredModel(path)
    warnOfUnfinishedRun(of: path)
    try stored.requireTranslates(path: path)
    try requireFree(plan.pictures.map(\.path), force: options.pictures.force)
    try options.pictures.preparePlaces(for: plan.pictures.map(\.path))
    Interruption.watch()
    try draw(plan, stored)
  }

  private func draw(_ plan: TranslationPlan, _ stored: StoredModel) throws {
    let (reading, textStages) = try stored.model.readWithChecksums(plan.prompt)
    warn(of: reading, by: stored.model)
    for planned in plan.pictures
    where planned.seed == plan.pictures[0].seed && planned.source.isColored {
      report(
        "warning: \(planned.source.path) has colours; the model has seen black outlines on white")
    }
    var bar = ProgressBar(total: plan.pictures.count, unit: "pictures")
    defer { bar.clear() }
    for (index, planned) in plan.pictures.enumerated() {
      if Interruption.isRequested {
        throw Interrupted(advice: "\(index) of \(plan.pictures.count) pictures were drawn")
      }
      let (image, stages) = stored.model.translationWithChecksums(
        of: planned.source.image, under: reading, after: textStages, seed: planned.seed)
      let record = PictureRecord(
        of: image, prompt: plan.prompt, seed: planned.seed, sourceHash: planned.source.hash,
        truncation: 1, modelName: stored.header.name, modelHash: try stored.verifiedHash(),
        software: Limn.software, stages: stages)
      let drawn = DrawnPicture(image, record, of: reading, path: planned.path)
      if options.pictures.preview { preview(image) }
      try PNG.write(image, text: record.textChunks, to: planned.path)
      printAboveProgress(
        options.pictures.json
          ? announcement(of: drawn, path: planned.path).canonicalText() : planned.path)
      bar.update(index + 1)
    }
  }
}
