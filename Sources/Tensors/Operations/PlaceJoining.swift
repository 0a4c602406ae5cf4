extension Tensor {
  /// Maps with a vector after the channels of every place: `[N, H, W, C]` and `[N, K]`, of one
  /// type, give `[N, H, W, C + K]`.
  ///
  /// The same as repeating the vector at the places and then concatenating, in one pass.
  public func joined(atEveryPlaceBy vector: Tensor) -> Tensor {
    require(
      rank == 4 && vector.rank == 2 && vector.shape[0] == shape[0] && vector.dataType == dataType,
      "joined: expected maps [N, H, W, C] and vectors [N, K] of one type, got \(self) and \(vector)"
    )
    let (batch, places, channels, width) = (
      shape[0], shape[1] * shape[2], shape[3], vector.shape[1]
    )
    let output = Tensor(
      uninitialized: [batch, shape[1], shape[2], channels + width], dataType: dataType)
    let (own, added) = (channels * dataType.size, width * dataType.size)
    let (maps, vectors, joined) = (storage.bytes, vector.storage.bytes, output.storage.bytes)
    parallelParts(of: batch * places, work: output.count) { _, rows in
      for row in rows {
        let target = joined + row * (own + added)
        target.copyMemory(from: maps + row * own, byteCount: own)
        (target + own).copyMemory(from: vectors + row / places * added, byteCount: added)
      }
    }
    return output.computed(from: [self, vector]) { _, gradient, wanted in
      [
        wanted[0] ? gradient.slice(alongAxis: 3, 0..<channels) : nil,
        wanted[1]
          ? gradient.slice(alongAxis: 3, channels..<(channels + width))
            .summed(to: [batch, 1, 1, width]).reshaped(to: [batch, width]) : nil,
      ]
    }
  }
}
