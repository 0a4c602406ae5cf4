import Synchronization
import Tensors
import TextToImage

/// Draws the pictures of a plan, on several threads where they are many, and hands them over in the
/// plan's order.
///
/// ```swift
/// let plan = try GenerationPlan(
///   prompts: ["two stars"], seeds: .usual, output: "{seed}.png", grid: false)
/// let drawing = PlanDrawing(of: plan, model: "model.safetensors", software: "sketch 1.0")
/// try drawing.run(with: StoredModel("model.safetensors")) { print($0.record.seed) }
/// ```
///
/// Each thread has an engine and a model of its own and draws one picture at a time, so that no
/// byte depends on how many threads there are.
public struct PlanDrawing: Sendable {
  /// The choice of each picture among several.
  public struct BestOf: Sendable {
    /// The candidates that are drawn for each picture.
    public let count: Int
    /// The file of the judge that finds the best among them.
    public let judge: String

    /// A choice among `count` candidates by the judge in the file `judge`.
    public init(count: Int, judge: String) {
      self.count = count
      self.judge = judge
    }
  }

  /// The pictures.
  public let plan: GenerationPlan
  /// The model's file.
  public let model: String
  /// How far pictures stray with their seeds, from 0, not at all, to 1.
  public let truncation: Double
  /// What each picture is chosen from; nil where there is no choice.
  ///
  /// Those on a way between prompts or seeds are never chosen.
  public let bestOf: BestOf?
  /// The program that draws, with its version, for the records.
  public let software: String

  /// The pictures for which another thread is worth the model that it must read: it is ready after
  /// about a dozen.
  static let picturesAThread = 32

  /// The drawing of a plan, from its parts.
  public init(
    of plan: GenerationPlan, model: String, truncation: Double = 1, bestOf: BestOf? = nil,
    software: String
  ) {
    self.plan = plan
    self.model = model
    self.truncation = truncation
    self.bestOf = bestOf
    self.software = software
  }

  /// The number of pictures that are drawn in all, the candidates too.
  public var stepCount: Int {
    plan.pictures.count + plan.pictures.count { $0.blend == nil } * (bestOf?.count ?? 0)
  }

  /// Draws all pictures; writes those with a path of their own, over what is there.
  ///
  /// - Parameters:
  ///   - stored: The model of the calling thread, from the same file.
  ///   - isCancelled: Asked by each thread before each picture whether to stop.
  ///   - didRead: Called with each prompt, once, and what the model that is handed to it makes of
  ///     the prompt, on the thread that reads it.
  ///   - advanced: Called on the calling thread, after each picture or candidate that it drew, with
  ///     the number that all threads have drawn.
  ///   - finish: Called on the calling thread with each picture, in order.
  /// - Returns: The number of pictures that were handed over, fewer than planned where it was
  ///   cancelled.
  /// - Throws: What drawing, writing or finishing the first faulty picture throws; `InputError`
  ///   where the judge cannot be read, or the model's file is damaged.
  @discardableResult
  public func run(
    with stored: StoredModel, isCancelled: @escaping @Sendable () -> Bool = { false },
    didRead: @escaping @Sendable (String, Reading, Model) -> Void = { _, _, _ in },
    advanced: (Int) -> Void = { _ in }, finish: (DrawnPicture) throws -> Void
  ) throws -> Int {
    let queue = Queue(count: plan.pictures.count, isCancelled: isCancelled, didRead: didRead)
    var painter = try painter(with: stored, queue)
    let threads = min(Engine.threadCount, 1 + queue.count / Self.picturesAThread)
    let hash = threads > 1 ? try stored.verifiedHash() : ""
    let helpers = (1..<threads).map { _ in Future { help(queue, hash: hash) } }
    defer {
      queue.stop()
      for helper in helpers { helper.value }
    }
    var finished = 0
    func finishThoseDrawn() throws {
      while let drawn = queue.drawn(finished) {
        try finish(drawn.get())
        finished += 1
      }
    }
    while let index = queue.take() {
      let drawn = Result {
        try painter.draw(plan.pictures[index]) { advanced(queue.advance()) }
      }
      queue.put(drawn, at: index)
      try finishThoseDrawn()
    }
    for helper in helpers { helper.value }
    try finishThoseDrawn()
    return finished
  }

  /// Draws pictures on a thread of its own.
  ///
  /// Where the file has not the model of the calling thread, or not any more, that one draws them.
  private func help(_ queue: Queue, hash: String) {
    guard let stored = try? StoredModel(model), (try? stored.verifiedHash()) == hash,
      var painter = try? painter(with: stored, queue)
    else { return }
    while let index = queue.take() {
      let drawn = Result { try painter.draw(plan.pictures[index]) { _ = queue.advance() } }
      queue.put(drawn, at: index)
    }
  }

  private func painter(with stored: StoredModel, _ queue: Queue) throws -> PlanPainter {
    try PlanPainter(self, by: stored) { queue.note($0, $1, by: stored.model) }
  }

  /// What is still to be drawn, and what was drawn and not handed over yet.
  private final class Queue: Sendable {
    let count: Int
    private let isCancelled: @Sendable () -> Bool
    private let didRead: @Sendable (String, Reading, Model) -> Void
    private let state = Mutex(State())

    private struct State {
      var next = 0
      var isStopped = false
      var steps = 0
      var prompts: Set<String> = []
      var drawn: [Int: Result<DrawnPicture, any Error>] = [:]
    }

    init(
      count: Int, isCancelled: @escaping @Sendable () -> Bool,
      didRead: @escaping @Sendable (String, Reading, Model) -> Void
    ) {
      self.count = count
      self.isCancelled = isCancelled
      self.didRead = didRead
    }

    /// The next picture to draw; nil where there is none, or the drawing is to stop.
    func take() -> Int? {
      guard !isCancelled() else { return nil }
      return state.withLock { state in
        guard state.next < count, !state.isStopped else { return nil }
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

    /// Tells of a prompt that a thread read, unless one did before.
    func note(_ prompt: String, _ reading: Reading, by model: Model) {
      guard state.withLock({ $0.prompts.insert(prompt).inserted }) else { return }
      didRead(prompt, reading, model)
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
