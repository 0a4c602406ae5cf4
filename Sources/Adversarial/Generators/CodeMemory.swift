import Layers
import Tensors

/// The latest codes that the scene encoder found, some for each slot: what pictures are drawn from.
///
/// Codes gather in clusters, one to a colour say, and a normal distribution over them falls between
/// clusters too, where colours are muddy. So a picture takes a code that was found: the aggregate
/// posterior as prior (Tomczak and Welling 2018), by a sample of it, as in the ex-post density
/// estimation of Ghosh et al. 2020.
struct CodeMemory {
  /// `[slots, count, width]`, the newest first.
  private let codes: Parameter

  init(slots: Int, count: Int, width: Int, in scope: ParameterScope) {
    codes = scope.statistic("codes", [slots, count, width], startingAt: 0)
  }

  /// The codes that standard normal `noise` `[N, slots, 1]` takes, all equally likely:
  /// `[N, slots, width]`.
  func drawn(_ noise: Tensor) -> Tensor {
    let shape = codes.value.shape
    let (slots, count, width) = (shape[0], shape[1], shape[2])
    let kept = codes.value.elements
    let drawn = noise.elements.enumerated().flatMap { index, number in
      let start = (index % slots * count + choice(of: number, among: count)) * width
      return kept[start..<(start + width)]
    }
    return Tensor(drawn, shape: [noise.shape[0], slots, width])
  }

  /// Takes up `new` codes `[N, slots, width]` where `isMeant` `[N, slots, 1]` is 1; the oldest go.
  func keep(_ new: Tensor, where isMeant: Tensor) {
    let shape = codes.value.shape
    let (slots, count, width) = (shape[0], shape[1], shape[2])
    let (old, found, meant) = (codes.value.elements, new.elements, isMeant.elements)
    let kept = (0..<slots).flatMap { slot in
      let fresh = stride(from: slot, to: meant.count, by: slots).filter { meant[$0] == 1 }
        .prefix(count).flatMap { found[($0 * width)..<(($0 + 1) * width)] }
      return fresh + old[(slot * count * width)..<((slot + 1) * count * width - fresh.count)]
    }
    codes.assign(Tensor(kept, shape: shape))
  }
}
