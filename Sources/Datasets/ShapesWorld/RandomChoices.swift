import Tensors

extension RandomSource {
  /// True with the given probability.
  mutating func chance(_ probability: Float) -> Bool { uniform() < probability }

  /// One of `options`, all equally likely; there must be at least one.
  mutating func element<Option>(of options: [Option]) -> Option {
    options[integer(below: options.count)]
  }

  /// `count` different elements of `options` in random order.
  mutating func elements<Option>(_ count: Int, of options: [Option]) -> [Option] {
    var options = options
    for index in 0..<count {
      options.swapAt(index, index + integer(below: options.count - index))
    }
    return Array(options.prefix(count))
  }
}

/// One of some options, each with its weight, for a number of [0, 1): the options share that
/// interval in proportion to their weights.
func choose<Option>(_ options: KeyValuePairs<Option, Float>, at place: Float) -> Option {
  var rest = place * options.reduce(0) { $0 + $1.value }
  for (option, weight) in options {
    rest -= weight
    if rest < 0 { return option }
  }
  return options[options.count - 1].key
}
