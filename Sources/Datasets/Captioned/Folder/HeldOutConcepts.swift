import Files

/// The concepts that are kept for testing where a folder does not say: about a tenth.
///
/// A concept is held out where the SHA-256 of its name, read as a fraction, is below a tenth. So it
/// depends on nothing but its name, and pictures added later move no other to the other side. Only
/// where this would hold out all of several concepts, or none, is it the one with the least hash.
///
/// - Parameter concepts: The concepts, in any order, repeated or not.
/// - Returns: Neither all of them, nor none where there are at least two.
func heldOutConcepts(among concepts: some Sequence<String>) -> Set<String> {
  let hashes = Set(concepts).map { (name: $0, hash: sha256($0.utf8)) }
  guard hashes.count > 1, let least = hashes.min(by: { $0.hash < $1.hash }) else { return [] }
  let heldOut = hashes.filter { isBelowATenth($0.hash) }
  return heldOut.isEmpty || heldOut.count == hashes.count
    ? [least.name] : Set(heldOut.map(\.name))
}

/// Whether a digest is among the tenth of the smallest: its first 32 bits below a tenth of 2^32.
private func isBelowATenth(_ digest: String) -> Bool {
  UInt32(digest.prefix(8), radix: 16).map { $0 < UInt32.max / 10 } ?? false
}
