import Evaluation
import Files
import Imaging

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension PictureSource {
  /// The pictures of a folder, by name; what is in folders below it is left alone.
  ///
  /// Files with the extension of a picture are taken; those that are no PNG throw when they are read.
  ///
  /// - Throws: `InputError`: `missing` where there is no such folder, `invalid` where it has no
  ///   pictures.
  public init(folder: String) throws {
    let extensions = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp"]
    let names = try fileNames(in: folder).filter { name in
      !name.hasPrefix(".") && extensions.contains { name.lowercased().hasSuffix($0) }
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard !names.isEmpty else {
      throw InputError(
        .invalid, path: folder, expected: "a folder of PNG files", found: "none in it")
    }
    let root = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    self.init(name: folder, ids: names) { try PNG.read("\(root)/\(names[$0])").image }
  }
}

/// The names in the folder at `path`, in no particular order.
private func fileNames(in path: String) throws -> [String] {
  guard let folder = opendir(path) else {
    throw InputError(
      errno == ENOENT ? .missing : .invalid, path: path, expected: "a folder of pictures",
      found: String(cString: strerror(errno)).lowercased())
  }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    names.append(
      withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      })
  }
  return names
}
