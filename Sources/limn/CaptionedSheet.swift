import Datasets
import Files
import Imaging
import Tensors

/// Which captioned pictures to show, and how.
struct CaptionedSheet {
  /// At most how many.
  let count: Int
  /// Their side in pixels.
  let side: Int
  /// The pictures of a side of the split are chosen at random, by this seed.
  let seed: UInt64
  /// Which side of the split.
  let isHeldOut: Bool

  /// Pictures of `data`, in its order, each with its first caption.
  ///
  /// A picture that cannot be read is left out, with a warning.
  ///
  /// - Throws: `InputError` where that leaves none.
  func cells(of data: any CaptionedPictures) throws -> [ContactSheet.Cell] {
    let entries = data.entries
    var cells: [ContactSheet.Cell] = []
    for index in chosen(among: entries.indices.filter { entries[$0].isHeldOut == isHeldOut }) {
      do {
        let image = try data.picture(index, side: side)
        cells.append(ContactSheet.Cell(image: image, caption: entries[index].captions[0]))
      } catch let error as InputError {
        report("warning: left out, \(error)")
      }
    }
    guard !cells.isEmpty else {
      throw InputError(
        .invalid, path: data.name,
        expected: isHeldOut ? "pictures that are held out" : "pictures to train on", found: "none")
    }
    return cells
  }

  /// `count` of `candidates`, each as likely as any other, in their order (Knuth, The Art of
  /// Computer Programming, 3.4.2, algorithm S).
  private func chosen(among candidates: [Int]) -> [Int] {
    var random = RandomSource(seed: seed)
    var chosen: [Int] = []
    for (position, candidate) in candidates.enumerated() where chosen.count < count {
      if random.integer(below: candidates.count - position) < count - chosen.count {
        chosen.append(candidate)
      }
    }
    return chosen
  }
}
