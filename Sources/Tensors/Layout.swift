import COneDNN

extension limn_array {
  /// An array of the given extents and steps, in elements.
  init(_ dims: [Int], strides: [Int], _ dataType: DataType) {
    require(
      dims.count <= Int(LIMN_MAX_RANK), "array: expected a rank up to 6, got shape \(dims)")
    self.init()
    rank = Int32(dims.count)
    dtype = dataType.limn
    withUnsafeMutableBytes(of: &self.dims) { bytes in
      let numbers = bytes.bindMemory(to: Int64.self)
      for (i, dim) in dims.enumerated() { numbers[i] = Int64(dim) }
    }
    withUnsafeMutableBytes(of: &self.strides) { bytes in
      let numbers = bytes.bindMemory(to: Int64.self)
      for (i, stride) in strides.enumerated() { numbers[i] = Int64(stride) }
    }
  }

  /// A dense row-major array.
  init(_ dims: [Int], _ dataType: DataType) {
    self.init(dims, strides: denseStrides(dims), dataType)
  }

  /// A dense `[N, H, W, C]` array as the `[N, C, H, W]` that oneDNN speaks of.
  init(channelsLast s: [Int], _ dataType: DataType) {
    self.init(
      [s[0], s[3], s[1], s[2]], strides: [s[1] * s[2] * s[3], 1, s[2] * s[3], s[3]], dataType)
  }

  /// A dense `[C, H, W, N]` array as the `[N, C, H, W]` that oneDNN speaks of.
  init(channelsFirst s: [Int], _ dataType: DataType) {
    self.init(
      [s[3], s[0], s[1], s[2]], strides: [1, s[1] * s[2] * s[3], s[2] * s[3], s[3]], dataType)
  }
}

/// The steps of a dense row-major array.
func denseStrides(_ dims: [Int]) -> [Int] {
  var strides = [Int](repeating: 1, count: dims.count)
  for i in stride(from: dims.count - 2, through: 0, by: -1) {
    strides[i] = strides[i + 1] * dims[i + 1]
  }
  return strides
}
