import Adversarial
import Imaging
import Language
import Tensors

/// What each word of a prompt does to its picture: how the picture of the same seed differs where
/// the word is left out.
///
/// Erasure (Li et al. 2016, "Understanding neural networks through representation erasure"), as
/// occlusion is of pixels (Zeiler and Fergus 2014). Of a model whose generator has slots it tells
/// too what becomes of each object, that is, of what the same slot paints.
public struct Explanation: Sendable {
  /// An object of the picture.
  public struct Object: Equatable, Sendable {
    /// The slot that painted it, from 0.
    public let slot: Int
    /// Where it lies.
    public let place: Place
    /// It alone over the picture's background.
    public let image: RGBImage
  }

  /// Where an object lies, in sides of the picture.
  public struct Place: Equatable, Sendable {
    /// The centre's distance from the left.
    public let x: Double
    /// The centre's distance from the top.
    public let y: Double
    /// The radius.
    public let radius: Double
  }

  /// What becomes of an object without a word.
  public struct Change: Equatable, Sendable {
    /// How far its centre moves, in sides of the picture.
    public let distance: Double
    /// Its new radius over the old one.
    public let growth: Double
    /// How much it looks different by itself, whatever its place and size: the mean absolute
    /// difference of the channels of its picture, drawn in the middle and larger than any scene has
    /// it, 0 to 1.
    public let difference: Double
  }

  /// The picture without a word.
  public struct Omission: Equatable, Sendable {
    /// The word.
    public let word: String
    /// The picture of the prompt without it.
    public let image: RGBImage
    /// How much it differs: the mean absolute difference of the channels, 0 to 1.
    public let difference: Double
    /// What becomes of the picture's objects, in their order; nil for one that is gone.
    public let changes: [Change?]
    /// The objects that the picture has and the one with the word has not.
    public let newObjects: Int
  }

  /// The most words that a prompt may have.
  public static let maximumWords = 64

  /// The prompt.
  public let prompt: String
  /// The seed of the noise.
  public let seed: UInt64
  /// The picture of the whole prompt.
  public let image: RGBImage
  /// Its objects; none where the generator has no slots.
  public let objects: [Object]
  /// The picture without each word, in their order.
  public let omissions: [Omission]
}

extension Model {
  /// What each word of `prompt` does to the picture of `seed`.
  ///
  /// Only of a model that draws from a text alone.
  ///
  /// - Parameters:
  ///   - prompt: 2 to `Explanation.maximumWords` words with spaces between them.
  ///   - seed: of the noise.
  ///   - advanced: called after each word with the number of those that were left out.
  /// - Returns: the pictures, and what changes from one to the other.
  /// - Throws: `InputError` (`invalid`) where the tokenizer refuses the prompt.
  public func explanation(
    of prompt: String, seed: UInt64, advanced: (Int) -> Void = { _ in }
  ) throws -> Explanation {
    let words = prompt.split(whereSeparator: \.isWhitespace).map(String.init)
    require(
      2...Explanation.maximumWords ~= words.count,
      "explanation: expected 2 to \(Explanation.maximumWords) words, got \(words.count)")
    let whole = try parts(of: prompt, seed: seed)
    let omissions = try words.indices.map { index in
      var rest = words
      rest.remove(at: index)
      let part = try parts(of: rest.joined(separator: " "), seed: seed, over: whole.composition)
      advanced(index + 1)
      return whole.omission(of: words[index], giving: part)
    }
    return Explanation(
      prompt: prompt, seed: seed, image: whole.image, objects: objects(of: whole),
      omissions: omissions)
  }

  /// The picture of a prompt and what its slots paint, each large and in the middle, over the
  /// background of `ground`, or over its own.
  private func parts(
    of prompt: String, seed: UInt64, over ground: SlotComposition? = nil
  ) throws -> PictureParts {
    let text = try read(prompt).text
    let composition = inferring {
      (generator as? SlotGenerator)?.composition(
        of: PictureOrigin(latent: noise(of: seed), text: text))
    }
    return PictureParts(
      image: picture(of: text, seed: seed), composition: composition,
      portraits: composition.map { pictures(of: $0, over: ground ?? $0, at: $0.layout.middle) }
        ?? [])
  }

  private func objects(of whole: PictureParts) -> [Explanation.Object] {
    guard let composition = whole.composition else { return [] }
    let alone = pictures(of: composition, over: composition, at: composition.layout.boxes)
    return zip(whole.places, alone).enumerated().compactMap { slot, drawn in
      drawn.0.map { Explanation.Object(slot: slot, place: $0, image: drawn.1) }
    }
  }

  /// Each slot's object alone.
  private func pictures(
    of composition: SlotComposition, over ground: SlotComposition, at boxes: Tensor
  ) -> [RGBImage] {
    guard let generator = generator as? SlotGenerator else { return [] }
    let drawn = inferring { generator.objects(of: composition, over: ground, at: boxes) }
    return drawn.split(into: generator.configuration.slots).map { picture in
      picture.withElements { RGBImage(width: side, height: side, normalized: $0) }
    }
  }
}

/// A picture and, of a generator with slots, what it is put together from.
private struct PictureParts {
  let image: RGBImage
  let composition: SlotComposition?
  /// What each slot paints, whatever its place and size; none without slots.
  let portraits: [RGBImage]

  /// Where each slot has its object; nil where it has none.
  var places: [Explanation.Place?] { composition?.layout.places ?? [] }

  /// What becomes of this picture where it becomes `part` without `word`.
  func omission(of word: String, giving part: PictureParts) -> Explanation.Omission {
    let (before, after) = (places, part.places)
    let changes = before.indices.compactMap { slot -> Explanation.Change?? in
      before[slot].map { old in
        after[slot].map { new in
          let (x, y) = (new.x - old.x, new.y - old.y)
          return Explanation.Change(
            distance: (x * x + y * y).squareRoot(), growth: new.radius / old.radius,
            difference: meanDifference(portraits[slot], part.portraits[slot]))
        }
      }
    }
    return Explanation.Omission(
      word: word, image: part.image, difference: meanDifference(image, part.image),
      changes: changes, newObjects: zip(before, after).count { $0 == nil && $1 != nil })
  }
}

extension Layout {
  /// Where each slot of one picture has its object; nil where it has none.
  fileprivate var places: [Explanation.Place?] {
    let (numbers, presences) = (boxes.elements.map(Double.init), presence.elements)
    return presences.enumerated().map { slot, presence in
      presence < 0.5
        ? nil
        : Explanation.Place(
          x: numbers[3 * slot], y: numbers[3 * slot + 1], radius: numbers[3 * slot + 2])
    }
  }

  /// Boxes in the middle, larger than any that layouts have.
  fileprivate var middle: Tensor {
    Tensor(
      (0..<boxes.shape[1]).flatMap { _ -> [Float] in [0.5, 0.5, 0.4] }, shape: boxes.shape)
  }
}

/// The mean absolute difference of the channels of two pictures of one size, 0 to 1.
private func meanDifference(_ first: RGBImage, _ second: RGBImage) -> Double {
  let sum = zip(first.pixels, second.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
  return Double(sum) / Double(255 * first.pixels.count)
}
