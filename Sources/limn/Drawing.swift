import Datasets
import Experiments
import Files
import Imaging
import Synchronization
import Tensors
import TextToImage

/// Draws the pictures of a plan, on several threads where they are many, and hands them over in the
/// plan's order.
///
/// Each thread has an engine and a model of its own and draws one picture at a time, so that no
/// byte depends on how many threads there are.
struct Drawing: Sendable {
  let plan: GenerationPlan
  let options: GenerateOptions
  /// The model's file.
  let path: String
  /// The file of the judge that `--best-of` chooses by; nil without it.
  let judge: String?

  /// The pictures for which another thread is worth the model that it must read: it is ready after
  /// about a dozen.
  private static let picturesAThread = 32

  /// Draws all pictures; writes those with a path of their own.
  ///
  /// - Parameters:
  ///   - stored: The model of the calling thread.
  ///   - finish: Called on the calling thread with each picture, in order.
  /// - Throws: `Interrupted`, or what drawing or writing the first faulty picture throws.
  func run(
    with stored: StoredModel, finish: (DrawnPicture) throws -> Void
  ) throws {
    let queue = Queue(
      count: plan.pictures.count,
      PromptWarnings(
        isOfShapes: stored.dataset == nil,
        isOneOfSeveral: Set(plan.pictures.map(\.prompt)).count > 1))
    var painter = try Painter(model: stored.model, judge: judge, options, queue.warnings)
    // With --best-of the candidates count too.
    var bar = ProgressBar(total: queue.count * (1 + (options.bestOf ?? 0)), unit: "pictures")
    defer { bar.clear() }
    let helpers = (1..<min(Engine.threadCount, 1 + queue.count / Self.picturesAThread)).map { _ in
      Future { help(queue) }
    }
    defer {
      queue.stop()
      for helper in helpers { helper.value }
    }
    var finished = 0
    func finishThoseDrawn() throws {
      while let drawn = queue.drawn(finished) {
        let picture = try drawn.get()
        if options.pictures.preview, plan.gridPath == nil { preview(picture.image) }
        try finish(picture)
        finished += 1
      }
    }
    while let index = queue.take() {
      let drawn = Result {
        try picture(index, by: &painter, stored) { bar.update(queue.advance()) }
      }
      queue.put(drawn, at: index)
      try finishThoseDrawn()
    }
    for helper in helpers { helper.value }
    try finishThoseDrawn()
    if finished < queue.count {
      throw Interrupted(advice: "\(finished) of \(queue.count) pictures were drawn")
    }
  }

  /// Draws pictures on a thread of its own.
  ///
  /// Where the model cannot be read again, the thread that has it already draws them.
  private func help(_ queue: Queue) {
    guard let stored = try? StoredModel(path),
      var painter = try? Painter(model: stored.model, judge: judge, options, queue.warnings)
    else { return }
    while let index = queue.take() {
      let drawn = Result {
        try picture(index, by: &painter, stored) { _ = queue.advance() }
      }
      queue.put(drawn, at: index)
    }
  }

  private func picture(
    _ index: Int, by painter: inout Painter, _ stored: StoredModel, advanced: () -> Void
  ) throws -> DrawnPicture {
    let planned = plan.pictures[index]
    let drawn = try painter.draw(planned, advanced: advanced)
    let record = PictureRecord(
      of: drawn.image, prompt: planned.prompt, seed: drawn.seed, blend: planned.blend,
      truncation: options.truncation, modelName: stored.header.name,
      modelHash: try stored.verifiedHash(), software: Limn.software, stages: drawn.stages,
      choice: drawn.choice)
    if let path = planned.path {
      try PNG.write(drawn.image, text: record.textChunks, to: path)
    }
    let place = planned.path ?? plan.gridPath ?? ""
    let line =
      options.pictures.json
      ? announcement(of: record, drawn.reading, path: place).canonicalText() : place
    return DrawnPicture(image: drawn.image, record: record, line: line)
  }

  /// What is still to be drawn, and what was drawn and not handed over yet.
  private final class Queue: Sendable {
    let count: Int
    let warnings: PromptWarnings
    private let state = Mutex(State())

    private struct State {
      var next = 0
      var isStopped = false
      var steps = 0
      var drawn: [Int: Result<DrawnPicture, any Error>] = [:]
    }

    init(count: Int, _ warnings: PromptWarnings) {
      self.count = count
      self.warnings = warnings
    }

    /// The next picture to draw; nil where there is none, or the program is to stop.
    func take() -> Int? {
      state.withLock { state in
        guard state.next < count, !state.isStopped, !Interruption.isRequested else { return nil }
        defer { state.next += 1 }
        return state.next
      }
    }

    /// Counts another picture that a thread drew; gives how many there are.
    func advance() -> Int {
      state.withLock { state in
        state.steps += 1
        return state.steps
      }
    }

    func put(_ picture: Result<DrawnPicture, any Error>, at index: Int) {
      state.withLock { $0.drawn[index] = picture }
    }

    /// Hands over a picture that was drawn.
    func drawn(_ index: Int) -> Result<DrawnPicture, any Error>? {
      state.withLock { $0.drawn.removeValue(forKey: index) }
    }

    func stop() { state.withLock { $0.isStopped = true } }
  }
}

/// A picture and what is known of it.
struct DrawnPicture: Sendable {
  let image: RGBImage
  let record: PictureRecord
  /// What is printed of it.
  let line: String
}

/// Warns of what a model makes nothing of in prompts, once a prompt.
final class PromptWarnings: Sendable {
  private let isOfShapes: Bool
  private let isOneOfSeveral: Bool
  private let warned = Mutex<Set<String>>([])

  /// Of a model that learned the Shapes world, or another one; one of several prompts is named.
  init(isOfShapes: Bool, isOneOfSeveral: Bool) {
    self.isOfShapes = isOfShapes
    self.isOneOfSeveral = isOneOfSeveral
  }

  /// Warns, unless `prompt` was read before.
  func warn(of reading: Reading, _ prompt: String, by model: Model) {
    guard warned.withLock({ $0.insert(prompt).inserted }) else { return }
    let corrections = limn.warn(of: reading, by: model, in: isOneOfSeveral ? prompt : nil)
    guard isOfShapes else { return }
    // What is only misspelt need not be told twice.
    for request in ShapesWorld.unmetRequests(of: corrected(prompt, corrections)) {
      report("warning: \(isOneOfSeveral ? "\"\(prompt)\"" : "the prompt") \(request)")
    }
  }
}
