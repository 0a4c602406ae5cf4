import Tensors

/// Changes that the discriminator sees all pictures through, real and drawn: random, and
/// differentiable, so that the generator learns through them.
///
/// DiffAugment, after Zhao et al. 2020, section 3.
public enum Augmentation: String, CaseIterable, Sendable {
  /// Moves a picture by up to an eighth of its side along each axis; what was outside is 0.
  case translation
  /// Sets a square of half the side to 0, at a random place that may be partly outside.
  case cutout
  /// Changes brightness, saturation and contrast.
  case color

  /// The pictures `[N, side, side, 3]`, changed each in its own way.
  public func callAsFunction(_ pictures: Tensor, using random: inout RandomSource) -> Tensor {
    switch self {
    case .translation: translated(pictures, using: &random)
    case .cutout: cut(pictures, using: &random)
    case .color: recolored(pictures, using: &random)
    }
  }
}

private func translated(_ pictures: Tensor, using random: inout RandomSource) -> Tensor {
  let (batch, side, channels) = (pictures.shape[0], pictures.shape[1], pictures.shape[3])
  let reach = side / 8
  let outside = batch * side * side
  var sources: [Int] = []
  for picture in 0..<batch {
    let down = random.integer(below: 2 * reach + 1) - reach
    let right = random.integer(below: 2 * reach + 1) - reach
    for y in 0..<side {
      for x in 0..<side {
        let (row, column) = (y - down, x - right)
        let isInside = (0..<side).contains(row) && (0..<side).contains(column)
        sources.append(isInside ? (picture * side + row) * side + column : outside)
      }
    }
  }
  let pixels = concatenate(
    [pictures.reshaped(to: [outside, channels]), Tensor(repeating: 0, shape: [1, channels])],
    alongAxis: 0)
  return pixels.rows(sources).reshaped(to: pictures.shape)
}

private func cut(_ pictures: Tensor, using random: inout RandomSource) -> Tensor {
  let (batch, side) = (pictures.shape[0], pictures.shape[1])
  let hole = side / 2
  var mask = [Float](repeating: 1, count: batch * side * side)
  for picture in 0..<batch {
    let top = random.integer(below: side + 1) - hole / 2
    let left = random.integer(below: side + 1) - hole / 2
    for y in max(0, top)..<min(side, top + hole) {
      for x in max(0, left)..<min(side, left + hole) {
        mask[(picture * side + y) * side + x] = 0
      }
    }
  }
  return pictures * Tensor(mask, shape: [batch, side, side, 1])
}

/// Brightness by up to a half either way, saturation by a factor of up to 2, contrast by one of 1/2
/// to 3/2.
private func recolored(_ pictures: Tensor, using random: inout RandomSource) -> Tensor {
  func factors(_ range: ClosedRange<Float>) -> Tensor {
    let batch = pictures.shape[0]
    return Tensor((0..<batch).map { _ in random.uniform(in: range) }, shape: [batch, 1, 1, 1])
  }
  let bright = pictures + factors(-0.5...0.5)
  let grey = bright.mean(alongAxes: [3])
  let saturated = grey + (bright - grey) * factors(0...2)
  let mean = saturated.mean(alongAxes: [1, 2, 3])
  return mean + (saturated - mean) * factors(0.5...1.5)
}
