import Files

extension Tensor {
  /// A short hash of the elements as float32, to tell whether two tensors have the same bits; the
  /// shape does not enter into it. See `checksum(of:)`.
  public var checksum: String {
    withElements { Files.checksum(of: UnsafeRawBufferPointer($0)) }
  }
}
