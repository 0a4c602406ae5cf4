import COneDNN

/// The type of a tensor's elements.
public enum DataType: String, Hashable, Sendable, CaseIterable {
  /// IEEE 754 binary32, the reference.
  case float32 = "f32"
  /// The upper half of a binary32: 8 exponent bits, 7 fraction bits. For activations only;
  /// parameters, statistics and losses stay in float32. Elementwise operations and products stop
  /// the program where the processor has no instructions for it: see `Engine.supportsBFloat16`.
  case bfloat16 = "bf16"

  /// The size of an element in bytes.
  public var size: Int { self == .float32 ? 4 : 2 }

  var limn: limn_dtype { self == .float32 ? LIMN_F32 : LIMN_BF16 }
}
