import Tensors

/// The sides of a network's levels, from 4 x 4 places to the whole picture: 4, 8, 16, 32, 64.
func levelSides(upTo side: Int) -> [Int] {
  require(
    side >= 16 && side & (side - 1) == 0,
    "levels: expected a side that is a power of two from 16 on, got \(side)")
  return (2...side.trailingZeroBitCount).map { 1 << $0 }
}

/// The channels of each of `levelSides`: `finest` at the whole picture, twice as many with every
/// halving of the side, at most eight times as many.
func levelChannels(finest: Int, side: Int) -> [Int] {
  levelSides(upTo: side).map { finest * min(8, side / $0) }
}

/// How often the side of a picture is halved until 4 are left: 4 for 64.
func halvings(ofSide side: Int) -> Int { levelSides(upTo: side).count - 1 }
