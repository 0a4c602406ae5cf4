/// The connected components of a grid, pixels touching by their sides.
///
/// Sides, not corners: two objects of the Shapes world are 0.03 of the canvas apart, about one
/// pixel of 32, and would touch by corners.
struct Components {
  /// The pixels of each component, row by row; components in the order of their first pixels.
  var pixels: [[Int]] = []

  /// The components of at least `minimumCount` pixels of a `side` by `side` grid.
  ///
  /// - Parameters:
  ///   - keys: A key for each pixel; neighbours of equal keys are connected, and pixels with
  ///     negative keys belong to no component.
  ///   - side: The width and height of the grid.
  ///   - minimumCount: The pixels of the smallest component kept.
  init(keys: [Int], side: Int, minimumCount: Int) {
    var visited = keys.map { $0 < 0 }
    var stack: [Int] = []
    for start in keys.indices where !visited[start] {
      let key = keys[start]
      var members: [Int] = []
      visited[start] = true
      stack.append(start)
      while let pixel = stack.popLast() {
        members.append(pixel)
        forEachNeighbor(of: pixel, side: side) { neighbor in
          if !visited[neighbor], keys[neighbor] == key {
            visited[neighbor] = true
            stack.append(neighbor)
          }
        }
      }
      if members.count >= minimumCount { pixels.append(members.sorted()) }
    }
  }
}

/// Calls `body` with each pixel that shares a side with `pixel` on a `side` by `side` grid.
@inline(__always)
func forEachNeighbor(of pixel: Int, side: Int, _ body: (Int) -> Void) {
  let x = pixel % side
  if x > 0 { body(pixel - 1) }
  if x < side - 1 { body(pixel + 1) }
  if pixel >= side { body(pixel - side) }
  if pixel < side * (side - 1) { body(pixel + side) }
}
