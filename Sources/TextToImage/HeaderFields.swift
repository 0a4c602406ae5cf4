import Files

/// The fields of a JSON object in a model file, each checked as it is read.
struct HeaderFields {
  let value: JSONValue
  let path: String

  func object(_ key: String) throws -> HeaderFields {
    guard let inner = value[key], inner.members != nil else {
      throw fault(key, expected: "an object", found: value[key]?.kindText ?? "nothing")
    }
    return HeaderFields(value: inner, path: "\(path).\(key)")
  }

  func text(_ key: String) throws -> String {
    guard let text = value[key]?.string else {
      throw fault(key, expected: "a text", found: value[key]?.kindText ?? "nothing")
    }
    return text
  }

  func integer(_ key: String, in range: ClosedRange<Int>) throws -> Int {
    try checked(value[key], key, range)
  }

  func integers(_ key: String, in range: ClosedRange<Int>) throws -> [Int] {
    guard let elements = value[key]?.elements else {
      throw fault(key, expected: "an array of numbers", found: value[key]?.kindText ?? "nothing")
    }
    return try elements.map { try checked($0, key, range) }
  }

  func rows(_ key: String, in range: ClosedRange<Int>) throws -> [[Int]] {
    guard let rows = value[key]?.elements else {
      throw fault(
        key, expected: "an array of arrays of numbers", found: value[key]?.kindText ?? "nothing")
    }
    return try rows.enumerated().map { index, row in
      guard let numbers = row.elements else {
        throw fault(
          "\(key)[\(index)]", expected: "an array of numbers", found: row.kindText)
      }
      return try numbers.map { try checked($0, "\(key)[\(index)]", range) }
    }
  }

  func flag(_ key: String) throws -> Bool {
    guard let flag = value[key]?.bool else {
      throw fault(key, expected: "true or false", found: value[key]?.kindText ?? "nothing")
    }
    return flag
  }

  func texts(_ key: String) throws -> [String] {
    guard let elements = value[key]?.elements, elements.allSatisfy({ $0.string != nil }) else {
      throw fault(key, expected: "an array of texts", found: value[key]?.kindText ?? "nothing")
    }
    return elements.compactMap(\.string)
  }

  func fault(_ key: String, expected: String, found: String) -> InputError {
    InputError(.invalid, path: "\(path).\(key)", expected: expected, found: found)
  }

  private func checked(
    _ value: JSONValue?, _ key: String, _ range: ClosedRange<Int>
  ) throws -> Int {
    guard let number = value?.int, range.contains(number) else {
      let found = value.map { $0.int.map(String.init) ?? $0.kindText } ?? "nothing"
      throw fault(
        key, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)",
        found: found)
    }
    return number
  }
}
