import Files

extension Tensor {
  /// A short hash of the elements as float32, `checksum(of:)`, to tell whether they have the same
  /// bits.
  ///
  /// The shape does not enter into it.
  public var checksum: String {
    withElements { Files.checksum(of: UnsafeRawBufferPointer($0)) }
  }
}
