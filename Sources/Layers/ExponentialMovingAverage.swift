import Tensors

extension ParameterSet {
  /// Moves every value towards that of the same name in `other`:
  /// value = decay * value + (1 - decay) * other.
  ///
  /// Statistics, which are averages already, are taken over.
  public func average(with other: ParameterSet, decay: Float) {
    requireSameNames(as: other)
    for (mine, value) in zip(names.compactMap { self[$0] }, other.values) {
      value.withElements { new in
        mine.withMutableElements { y in
          parallelLoop(y.count) { range in
            for i in range { y[i] = decay * y[i] + (1 - decay) * new[i] }
          }
        }
      }
    }
    statistics.copy(from: other.statistics)
  }
}
