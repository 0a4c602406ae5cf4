extension Collection where Index == Int {
  /// `count` of the elements, or all where there are fewer, spread evenly and in order.
  public func evenlySpread(_ count: Int) -> [Element] {
    guard self.count > count else { return Array(self) }
    return (0..<count).map { self[startIndex + $0 * self.count / count] }
  }
}
