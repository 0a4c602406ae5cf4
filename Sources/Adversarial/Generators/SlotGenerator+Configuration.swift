import Files
import Tensors

extension SlotGenerator {
  /// What a generator is built from.
  public struct Configuration: GeneratorConfiguration {
    /// The side of its pictures in pixels; a power of two from 16 on.
    public var side: Int
    /// The width of the words' features.
    public var textWidth: Int
    /// The number of slots, at least as many as objects can be.
    public var slots: Int
    /// The numbers of a code of a slot's looks.
    public var codeWidth: Int
    /// The codes that are kept for each slot.
    public var codes: Int
    /// The width of a slot's vector.
    public var width: Int
    /// The number of transformer blocks of each of the two readers.
    public var mixers: Int
    /// The channels of the decoder of patches where it is coarsest.
    public var paint: Int

    /// A configuration from its parts.
    public init(
      side: Int = 64, textWidth: Int = 128, slots: Int = 4, codeWidth: Int = 8, codes: Int = 256,
      width: Int = 128, mixers: Int = 2, paint: Int = 48
    ) {
      self.side = side
      self.textWidth = textWidth
      self.slots = slots
      self.codeWidth = codeWidth
      self.codes = codes
      self.width = width
      self.mixers = mixers
      self.paint = paint
    }

    /// Reads what `json` wrote; see `GeneratorConfiguration`.
    public init(_ fields: JSONField) throws {
      let width = try fields["width"].width()
      guard width % 4 == 0 else { throw try fields["width"].fault(expected: "a multiple of 4") }
      self.init(
        side: try fields["side"].side(), textWidth: try fields["text_width"].width(),
        slots: try fields["slots"].width(),
        codeWidth: try fields["code_width"].width(),
        codes: try fields["codes"].integer(in: 1...65536), width: width,
        mixers: try fields["mixers"].integer(in: 1...64), paint: try fields["paint"].width())
    }

    /// The configuration as it stands in a model file.
    public var json: JSONValue {
      json(
        .slots,
        [
          "slots": .integer(slots), "code_width": .integer(codeWidth), "codes": .integer(codes),
          "width": .integer(width), "mixers": .integer(mixers), "paint": .integer(paint),
        ])
    }

    /// A generator of this configuration; see `GeneratorConfiguration`.
    public func makeGenerator(precision: DataType, seed: UInt64?) -> any Generator {
      SlotGenerator(self, precision: precision, seed: seed)
    }
  }
}
