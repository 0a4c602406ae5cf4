import Datasets
import Tensors

/// Captions of a data set, each with captions of other concepts to be told from.
///
/// R-precision as in AttnGAN (Xu et al. 2018), over one false caption of each other concept, at
/// most 99 unless said otherwise. Which captions are asked for depends on the data alone.
public struct CaptionRetrieval: Sendable {
  /// The name and version of the rules where false captions are drawn; figures of different
  /// signatures must not be compared.
  public static let signature = MetricSignature(name: "r-precision-of-captions", version: 1)
  /// The most false captions of a question, unless said otherwise.
  public static let maximumFalseCaptions = 99

  /// A caption that pictures are drawn for.
  public struct Question: Equatable, Sendable {
    /// The caption.
    public let caption: String
    /// The number of an entry that it is a caption of.
    public let entry: Int
    /// Captions of other concepts, none of them one of the entry's own.
    public let falseCaptions: [String]
    /// Whether a training picture has the caption.
    public let isSeen: Bool
    /// The number of a question of another concept, whose pictures do not show this caption; where
    /// all are of one concept, of any.
    public let stranger: Int
  }

  /// The questions: no caption twice, those of training pictures first.
  public let questions: [Question]

  /// Asks for captions of up to `count` training pictures and as many held-out ones, spread evenly
  /// over each side.
  ///
  /// - Parameters:
  ///   - data: Entries of two concepts or more.
  ///   - count: The most questions of a side.
  public init(_ data: any CaptionedPictures, perSide count: Int) {
    let concepts = ConceptList(data.entries)
    self.init(data, perSide: count, falseCaptions: concepts.falseCaptions)
  }

  /// Asks for the same captions as `init(_:perSide:)`; the false captions are of concepts that are
  /// drawn for each question, and none is a caption of any picture of the question's concept.
  ///
  /// - Parameters:
  ///   - data: Entries of two concepts or more.
  ///   - count: The most questions of a side.
  ///   - choices: The most captions of a question, its own among them, at least 2.
  ///   - seed: What the concepts are drawn from.
  public init(_ data: any CaptionedPictures, perSide count: Int, choices: Int, seed: UInt64) {
    let concepts = ConceptList(data.entries)
    self.init(data, perSide: count) { entry, number in
      var random = RandomSource(
        seed: seed, 0x6661_6c73, entry.isHeldOut ? 1 : 0, UInt64(number))
      return concepts.drawnFalseCaptions(
        of: entry, number, count: choices - 1, using: &random)
    }
  }

  private init(
    _ data: any CaptionedPictures, perSide count: Int,
    falseCaptions: (_ entry: CaptionedEntry, _ number: Int) -> [String]
  ) {
    let entries = data.entries
    let seen = Set(data.trainingCaptions)
    var asked: Set<String> = []
    var chosen: [(entry: Int, caption: String, falseCaptions: [String])] = []
    for isHeldOut in [false, true] {
      let side = entries.indices.filter { entries[$0].isHeldOut == isHeldOut }
      for (number, entry) in side.evenlySpread(count).enumerated() {
        let caption = entries[entry].caption(number)
        guard asked.insert(caption).inserted else { continue }
        chosen.append((entry, caption, falseCaptions(entries[entry], number)))
      }
    }
    questions = chosen.indices.map { index in
      let (entry, caption, falseCaptions) = chosen[index]
      let others = (1..<max(2, chosen.count)).map { (index + $0) % chosen.count }
      let stranger = others.first { entries[chosen[$0].entry].concept != entries[entry].concept }
      return Question(
        caption: caption, entry: entry, falseCaptions: falseCaptions,
        isSeen: seen.contains(caption), stranger: stranger ?? index)
    }
  }

  /// The captions of a question: its own, and the false ones, in the mean.
  public var meanChoices: Double {
    let count = questions.reduce(0) { $0 + 1 + $1.falseCaptions.count }
    return Double(count) / Double(max(1, questions.count))
  }

  /// The shares of pictures whose caption comes first.
  ///
  /// - Parameter correct: For each question, of each of its pictures, whether it does; a question
  ///   without pictures does not count.
  /// - Returns: The shares of captions that training shows, of others, and the mean of the two.
  public func scores(_ correct: [[Bool]]) -> Scores {
    func tallies(isSeen: Bool) -> [Tally] {
      zip(questions, correct).filter { $0.isSeen == isSeen && !$1.isEmpty }.map { _, answers in
        Tally(correct: answers.count { $0 }, images: answers.count)
      }
    }
    let (seen, unseen) = (tallies(isSeen: true), tallies(isSeen: false))
    return Scores(
      overall: Estimate(meanOf: [seen, unseen].filter { !$0.isEmpty }), seen: Estimate(seen),
      unseen: Estimate(unseen), tags: [])
  }
}

extension CaptionRetrieval.Question {
  /// Whether the caption is nearer to a picture than every false one; a false caption that is as
  /// near counts against it.
  public func isFirst(similarity: (String) throws -> Double) rethrows -> Bool {
    let own = try similarity(caption)
    return try falseCaptions.allSatisfy { try similarity($0) < own }
  }
}

extension CaptionedEntry {
  /// One of the captions, another for each number.
  public func caption(_ number: Int) -> String { captions[number % captions.count] }
}

/// The entries of a data set by what they show.
private struct ConceptList {
  /// The concepts in the order in which they come first, each with its entries and all of their
  /// captions.
  private var members: [(name: String, entries: [CaptionedEntry], captions: Set<String>)] = []

  init(_ entries: [CaptionedEntry]) {
    var places: [String: Int] = [:]
    for entry in entries {
      let place = places[entry.concept] ?? members.count
      if place == members.count {
        members.append((entry.concept, [], []))
        places[entry.concept] = place
      }
      // In large data sets, pictures of a concept have captions in common.
      if members[place].entries.last?.captions != entry.captions {
        members[place].captions.formUnion(entry.captions)
      }
      members[place].entries.append(entry)
    }
  }

  /// A caption of each of up to 99 other concepts, spread evenly; of the same number as the
  /// question, so that it is told from the others by what it names and not by its phrasing, but for
  /// those entries that have fewer captions.
  func falseCaptions(_ entry: CaptionedEntry, _ number: Int) -> [String] {
    members.filter { $0.name != entry.concept }
      .evenlySpread(CaptionRetrieval.maximumFalseCaptions)
      .map { $0.entries[number % $0.entries.count].caption(number) }
      .filter { !entry.captions.contains($0) }
  }

  /// A caption of each of up to `count` other concepts, drawn from `random`; of the same number as
  /// the question, as above.
  func drawnFalseCaptions(
    of entry: CaptionedEntry, _ number: Int, count: Int, using random: inout RandomSource
  ) -> [String] {
    // What is true of the concept, or was drawn before.
    var taken = members.first { $0.name == entry.concept }?.captions ?? []
    var others = members.indices.filter { members[$0].name != entry.concept }
    var captions: [String] = []
    while captions.count < count, !others.isEmpty {
      others.swapAt(random.integer(below: others.count), others.count - 1)
      let entries = members[others.removeLast()].entries
      let caption = entries[random.integer(below: entries.count)].caption(number)
      if taken.insert(caption).inserted { captions.append(caption) }
    }
    return captions
  }
}
