import Experiments
import Files
import Foundation
import Imaging
import Synchronization
import Tensors
import TestSupport
import Testing
import TextToImage

@Suite struct PlanDrawingTests {
  private let path = "\(packageRoot)/experiments/shapes-64/model.safetensors"
  private let judge = "\(packageRoot)/experiments/judge/judge.safetensors"

  private func drawing(
    of prompts: [String], _ seeds: SeedList, output: String = "g.png", grid: Bool = true,
    truncation: Double = 1, bestOf: Int? = nil
  ) throws -> PlanDrawing {
    PlanDrawing(
      of: try GenerationPlan(prompts: prompts, seeds: seeds, output: output, grid: grid),
      model: path, truncation: truncation, bestOf: bestOf.map { .init(count: $0, judge: judge) },
      software: "tests 1")
  }

  @Test func picturesAreThoseOfTheModelAndSaySo() throws {
    try withTemporaryFolder { folder in
      let drawing = try drawing(
        of: ["a star", "a zebra"], SeedList("4,2"), output: "\(folder)/{index}.png", grid: false,
        truncation: 0.5)
      let stored = try StoredModel(path)
      var drawn: [DrawnPicture] = []
      var steps: [Int] = []
      let count = try drawing.run(with: stored, advanced: { steps.append($0) }) { drawn.append($0) }
      #expect(count == 4)
      #expect(steps == [1, 2, 3, 4])
      #expect(drawing.stepCount == 4)
      for (planned, drawn) in zip(drawing.plan.pictures, drawn) {
        let text = try stored.model.read(planned.prompt).text
        #expect(
          drawn.image == stored.model.picture(of: text, seed: planned.seed, truncation: 0.5))
        #expect(drawn.record.prompt == planned.prompt)
        #expect(drawn.record.seed == planned.seed)
        #expect(drawn.record.truncation == 0.5)
        #expect(drawn.record.software == "tests 1")
        #expect(drawn.record.modelHash == sha256(try readFile(path)))
        #expect(drawn.record.choice == nil)
        #expect(drawn.unknownWords == (planned.prompt == "a zebra" ? ["zebra"] : []))
        let file = try RecordedPicture(#require(drawn.path))
        #expect(file.pictures == [drawn.record])
        #expect(file.image == drawn.image)
      }
      #expect(drawn.map(\.path) == (0..<4).map { "\(folder)/\($0).png" })
    }
  }

  /// Each prompt is another, so that whoever draws a picture reads its prompt.
  @Test func severalThreadsHandOverInOrder() throws {
    let prompts = (0..<40).map { "a red circle \($0)" }
    let drawing = try drawing(of: prompts, SeedList("0"))
    let caller = ObjectIdentifier(Engine.current)
    let ahead = DispatchSemaphore(value: 0)
    let readers = Mutex<[String: [ObjectIdentifier]]>([:])
    var drawn: [DrawnPicture] = []
    let count = try onThreads(2) {
      try drawing.run(
        with: StoredModel(path),
        didRead: { prompt, _, _ in
          let reader = ObjectIdentifier(Engine.current)
          readers.withLock { $0[prompt, default: []].append(reader) }
          // The calling thread stays with its first picture until the other has drawn one.
          if reader != caller {
            ahead.signal()
          } else if readers.withLock({ $0.values.joined().count { $0 == caller } }) == 1 {
            _ = ahead.wait(timeout: .now() + 60)
            _ = ahead.wait(timeout: .now() + 60)
          }
        }
      ) { picture in
        #expect(ObjectIdentifier(Engine.current) == caller)
        drawn.append(picture)
      }
    }
    #expect(count == 40)
    #expect(drawn.map(\.record.prompt) == prompts)
    #expect(readers.withLock { $0.count } == 40)
    #expect(readers.withLock { $0.values.allSatisfy { $0.count == 1 } })
    #expect(Set(readers.withLock { $0.values.joined() }).count == 2)
    var alone: [String] = []
    try onThreads(1) {
      _ = try drawing.run(with: StoredModel(path)) { alone.append($0.record.pixelsHash) }
    }
    #expect(drawn.map(\.record.pixelsHash) == alone)
  }

  @Test func aPromptIsToldOnce() throws {
    let told = Mutex<[String]>([])
    let drawing = try drawing(of: ["a star", "a zebra", "a ring", "a star"], SeedList("0-1"))
    try drawing.run(
      with: StoredModel(path), didRead: { prompt, _, _ in told.withLock { $0.append(prompt) } }
    ) { _ in }
    #expect(told.withLock { $0 } == ["a star", "a zebra", "a ring"])
  }

  @Test func theBestIsTheCandidateThatTheJudgeFindsNearest() throws {
    let drawing = try drawing(
      of: ["a large red circle above a small blue square"], SeedList("2-3"), bestOf: 4)
    let stored = try StoredModel(path)
    var drawn: [DrawnPicture] = []
    var steps: [Int] = []
    try drawing.run(with: stored, advanced: { steps.append($0) }) { drawn.append($0) }
    #expect(steps == Array(1...10))
    #expect(drawing.stepCount == 10)
    let own = try StoredJudge(judge)
    let prompt = drawing.plan.pictures[0].prompt
    let text = try stored.model.read(prompt).text
    let sentence = try own.judge.read(prompt).vector
    for (drawn, candidates) in zip(drawn, [8...11, 12...15] as [ClosedRange<UInt64>]) {
      let images = candidates.map { stored.model.picture(of: text, seed: $0) }
      let agreements = images.map { own.judge.agreement(of: $0, with: sentence) }
      let best = try #require(agreements.indices.max { agreements[$0] < agreements[$1] })
      #expect(Set(agreements).count == 4, "a choice that any candidate would win")
      #expect(drawn.record.seed == candidates.lowerBound + UInt64(best))
      #expect(drawn.image == images[best])
      #expect(
        drawn.record.choice
          == PictureRecord.Choice(count: 4, agreement: agreements[best], judgeHash: own.hash))
    }
  }

  @Test func ofEqualCandidatesTheFirstIsTaken() throws {
    let drawing = try drawing(of: ["a star"], SeedList("3"), truncation: 0, bestOf: 3)
    try drawing.run(with: StoredModel(path)) { #expect($0.record.seed == 9) }
  }

  @Test func picturesOnAWayAreNotChosen() throws {
    let plan = try GenerationPlan(
      interpolating: ["a red circle", "two stars"], seeds: SeedList("1"), frames: 3,
      output: "w.png")
    let drawing = PlanDrawing(
      of: plan, model: path, bestOf: .init(count: 5, judge: judge), software: "tests 1")
    #expect(drawing.stepCount == 3)
    let stored = try StoredModel(path)
    let ends = try (
      stored.model.read("a red circle").text, stored.model.read("two stars").text
    )
    var drawn: [DrawnPicture] = []
    try drawing.run(with: stored) { drawn.append($0) }
    for (planned, drawn) in zip(plan.pictures, drawn) {
      let blend = try #require(planned.blend)
      #expect(
        drawn.image == stored.model.picture(from: ends.0, seed: 1, to: ends.1, blend))
      #expect(drawn.record.blend == blend)
      #expect(drawn.record.choice == nil)
    }
    #expect(drawn.count == 3)
  }

  @Test(arguments: [1, 2]) func whatWasBegunWhenItIsCancelledIsHandedOver(_ threads: Int) throws {
    let drawing = try drawing(of: ["a star"], SeedList("0-63"))
    let finished = Mutex(0)
    var seeds: [UInt64] = []
    let count = try onThreads(threads) {
      try drawing.run(
        with: StoredModel(path), isCancelled: { finished.withLock { $0 >= 3 } }
      ) {
        seeds.append($0.record.seed)
        finished.withLock { $0 += 1 }
      }
    }
    #expect(threads == 1 ? count == 3 : count >= 3)
    #expect(seeds == Array(0..<UInt64(count)))
  }

  @Test func theFirstFaultEndsIt() throws {
    struct Fault: Error {}
    let drawing = try drawing(of: ["a star"], SeedList("0-63"))
    var seeds: [UInt64] = []
    #expect(throws: Fault.self) {
      try onThreads(2) {
        try drawing.run(with: StoredModel(path)) {
          seeds.append($0.record.seed)
          if seeds.count == 2 { throw Fault() }
        }
      }
    }
    #expect(seeds == [0, 1])
    let nowhere = try self.drawing(
      of: ["a star"], SeedList("0-1"), output: "/nowhere/{index}.png", grid: false)
    let error = try #require(throws: InputError.self) {
      try nowhere.run(with: StoredModel(path)) { _ in Issue.record("nothing can be written") }
    }
    #expect(error.path == "/nowhere/0.png")
  }
}
