import CSentencePiece
import Files

/// Runs a call of the C surface and turns its status and message into an error.
func checkCall(
  _ path: String, expected: String = "a SentencePiece model and text it can encode",
  _ call: (inout UnsafeMutablePointer<CChar>?) -> Int32
) throws {
  var message: UnsafeMutablePointer<CChar>?
  defer { spm_free(message) }
  guard call(&message) != 0 else { return }
  throw InputError(
    .invalid, path: path, expected: expected,
    found: message.map { "the fault \"\(String(cString: $0))\"" } ?? "too little memory")
}

/// Lends `bytes` as C characters; an empty buffer is lent as a valid address.
func withChars<Result>(
  _ bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafePointer<CChar>) -> Result
) -> Result {
  guard let start = bytes.baseAddress else {
    return withUnsafePointer(to: 0 as CChar) { body($0) }
  }
  return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) { body($0) }
}
