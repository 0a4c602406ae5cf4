import Files
import Tensors

/// Draws training pictures of a data set, each with a caption and a wrong one.
public struct CaptionSampler: Sendable {
  /// A training picture with what is said of it.
  public struct Sample: Equatable, Sendable {
    /// The number of its entry.
    public let entry: Int
    /// One of its captions.
    public let caption: String
    /// A caption of another concept that is none of its own.
    public let wrongCaption: String
  }

  private let entries: [CaptionedEntry]
  /// The numbers of the training entries, concept by concept.
  private let order: [Int]
  /// For each place of `order` the places of its concept.
  private let concepts: [Range<Int>]

  /// A sampler of the entries of `data` that are not held out.
  ///
  /// - Throws: `InputError` (`invalid`) where there is none, or a picture for which there is no
  ///   wrong caption.
  public init(_ data: any CaptionedPictures) throws {
    entries = data.entries
    let training = entries.indices.filter { !data.entries[$0].isHeldOut }
    guard !training.isEmpty else {
      throw InputError(
        .invalid, path: data.name, expected: "pictures to train on", found: "none")
    }
    var members: [String: [Int]] = [:]
    var names: [String] = []
    for index in training {
      let concept = data.entries[index].concept
      if members[concept] == nil { names.append(concept) }
      members[concept, default: []].append(index)
    }
    let groups = names.compactMap { members[$0] }
    order = groups.flatMap { $0 }
    var concepts: [Range<Int>] = []
    for group in groups {
      let range = concepts.count..<(concepts.count + group.count)
      concepts += Array(repeating: range, count: group.count)
    }
    self.concepts = concepts
    for place in order.indices where !isLikeLast(place) && wrongCaptions(of: place).isEmpty {
      throw InputError(
        .invalid, path: "\(data.name): \(entries[order[place]].id)",
        expected: "a caption of another concept that is none of its own", found: "none",
        hint: training.count < entries.count
          ? "other concepts are held out; give a split that lets training see some of each "
            + "(docs/datasets.md), or more captions"
          : "pictures are told apart by their captions, so give them more than one")
    }
  }

  /// Draws a picture, one of its captions, and a wrong one; all pictures are equally likely.
  public func sample(using random: inout RandomSource) -> Sample {
    let place = random.integer(below: order.count)
    let caption = random.element(of: entries[order[place]].captions)
    let start = random.integer(below: order.count - concepts[place].count)
    let wrong = random.element(of: wrongCaptions(of: place, from: start))
    return Sample(entry: order[place], caption: caption, wrongCaption: wrong)
  }

  /// Whether what is wrong for the picture at `place` is so for the one before it.
  private func isLikeLast(_ place: Int) -> Bool {
    place > concepts[place].lowerBound
      && entries[order[place]].captions == entries[order[place - 1]].captions
  }

  /// The captions that are wrong for the picture at `place`, of one entry of another concept: of
  /// the first that has any, beginning with number `start` of these entries.
  private func wrongCaptions(of place: Int, from start: Int = 0) -> [String] {
    let own = entries[order[place]].captions
    let concept = concepts[place]
    let count = order.count - concept.count
    for offset in 0..<count {
      let other = (start + offset) % count
      let entry = entries[order[other < concept.lowerBound ? other : other + concept.count]]
      let wrong = entry.captions.filter { !own.contains($0) }
      if !wrong.isEmpty { return wrong }
    }
    return []
  }
}
