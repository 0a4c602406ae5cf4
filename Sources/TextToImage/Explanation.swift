import Adversarial
import Imaging
import Language
import Tensors

/// What each word of a prompt does to its picture: how the picture of the same seed differs where
/// the word is left out.
///
/// Occlusion (Zeiler and Fergus 2014, section 4.2), of words. Of a model whose generator has slots
/// it tells too what becomes of each object.
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
    /// Whether it is no longer there; the others then say nothing.
    public let isGone: Bool
    /// How far its centre moves, in sides of the picture.
    public let distance: Double
    /// Its new radius over the old one.
    public let growth: Double
    /// How much it looks different by itself, whatever its place and size: the mean absolute
    /// difference of the channels of its picture, drawn large and in the middle, 0 to 1.
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
    /// What becomes of the picture's objects, in their order.
    public let changes: [Change]
    /// The objects that the picture has and the one with the word has not.
    public let newObjects: Int
  }

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
  /// - Parameters:
  ///   - prompt: Two words or more, with spaces between them.
  ///   - seed: of the noise.
  /// - Returns: the pictures, and what changes from one to the other.
  /// - Throws: `InputError` (`invalid`) where the tokenizer refuses the prompt.
  public func explanation(of prompt: String, seed: UInt64) throws -> Explanation {
    let words = prompt.split(whereSeparator: \.isWhitespace).map(String.init)
    require(words.count > 1, "explanation: expected two words or more, got \"\(prompt)\"")
    let whole = try parts(of: prompt, seed: seed)
    let shown = whole.composition.map { pictures(of: $0, over: $0, at: $0.layout.boxes) }
    let present = (whole.places ?? []).enumerated().compactMap { slot, place in
      place.map { Explanation.Object(slot: slot, place: $0, image: shown?[slot] ?? whole.image) }
    }
    let omissions = try words.indices.map { index in
      var rest = words
      rest.remove(at: index)
      let part = try parts(of: rest.joined(separator: " "), seed: seed)
      return Explanation.Omission(
        word: words[index], image: part.image,
        difference: meanDifference(whole.image, part.image),
        changes: changes(of: present, from: whole, to: part),
        newObjects: zip(whole.places ?? [], part.places ?? []).count { $0 == nil && $1 != nil })
    }
    return Explanation(
      prompt: prompt, seed: seed, image: whole.image, objects: present, omissions: omissions)
  }

  /// A picture and, of a generator with slots, what it is put together from.
  private struct Parts {
    let image: RGBImage
    let composition: SlotComposition?
    /// Where each slot has its object; nil where it has none.
    let places: [Explanation.Place?]?
  }

  private func parts(of prompt: String, seed: UInt64) throws -> Parts {
    let text = try read(prompt).text
    let composition = inferring {
      (generator as? SlotGenerator)?.composition(
        of: PictureOrigin(latent: noise(of: seed), text: text))
    }
    return Parts(
      image: picture(of: text, seed: seed), composition: composition,
      places: composition.map(\.layout.places))
  }

  private func changes(
    of objects: [Explanation.Object], from whole: Parts, to part: Parts
  ) -> [Explanation.Change] {
    guard let before = whole.composition, let after = part.composition else { return [] }
    let (old, new) = (
      pictures(of: before, over: before, at: before.layout.middle),
      pictures(of: after, over: before, at: before.layout.middle)
    )
    return objects.map { object in
      guard let place = part.places?[object.slot] else {
        return Explanation.Change(isGone: true, distance: 0, growth: 1, difference: 0)
      }
      let (x, y) = (place.x - object.place.x, place.y - object.place.y)
      return Explanation.Change(
        isGone: false, distance: (x * x + y * y).squareRoot(),
        growth: place.radius / object.place.radius,
        difference: meanDifference(old[object.slot], new[object.slot]))
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

  /// Boxes in the middle that are as large as a picture.
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
