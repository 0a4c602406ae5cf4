extension Description {
  /// This description with everything said that is true of `scene` and fits its grammar: the
  /// background, and for each group the colour and size that all its objects share.
  ///
  /// - Parameter scene: A scene in which the description holds.
  /// - Returns: A description that holds in the same scene and leaves nothing out.
  public func completed(by scene: Scene) -> Description {
    var complete = self
    complete.background = scene.background
    for (i, group) in groups.enumerated() {
      let shown = scene.objects.filter(group.matches)
      guard shown.count == group.count, let first = shown.first else { continue }
      if shown.allSatisfy({ $0.color == first.color }) { complete.groups[i].color = first.color }
      if shown.allSatisfy({ $0.size == first.size }) { complete.groups[i].size = first.size }
    }
    return complete.holds(in: scene) ? complete : self
  }
}
