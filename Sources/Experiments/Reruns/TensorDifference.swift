import Tensors

/// The first tensor, in the order of the first file, that is not the same in both; nil where all
/// are.
///
/// What only the second file has comes last.
func firstDifference(from before: SafetensorsFile, to after: SafetensorsFile) -> String? {
  let changed = before.entries.first { old in
    guard let new = after[old.name] else { return true }
    return old.dtype != new.dtype || old.shape != new.shape || !old.bytes.elementsEqual(new.bytes)
  }
  return changed?.name ?? after.entries.first { before[$0.name] == nil }?.name
}
