import ArgumentParser
import Files

/// Checks that no two of `paths` are one place.
///
/// - Throws: `ValidationError`.
func requireDistinct(_ paths: [String]) throws {
  var known: Set<String> = []
  for path in paths {
    let place = (absolutePath(folderName(path)) ?? folderName(path)) + "/" + fileName(path)
    guard known.insert(place).inserted else {
      throw ValidationError("\(path) is named for two outputs")
    }
  }
}

/// Checks that files can be made at `paths`: before the work, which would be lost if its results
/// had no place.
///
/// - Throws: `InputError` (`unwritable`) for the first path whose folder is missing or cannot be
///   written.
func requirePlaces(for paths: [String]) throws {
  var checked: Set<String> = []
  for path in paths where checked.insert(folderName(path)).inserted {
    try requirePlace(for: path)
  }
}

/// Checks that the place of one picture is named as what is written there.
///
/// - Throws: `ValidationError` where `path` does not end in ".png".
func requirePNGName(_ path: String?, of option: String = "--output") throws {
  guard let path, !path.lowercased().hasSuffix(".png") else { return }
  throw ValidationError("\(option) must be a file that ends in .png, not \(path)")
}
