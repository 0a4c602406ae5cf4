import Files

/// How the pictures and captions of a folder lie.
public enum FolderLayout: String, CaseIterable, Sendable {
  /// `metadata.jsonl`: an object a line, the form of Hugging Face's imagefolder.
  case metadata = "metadata.jsonl"
  /// `metadata.csv`: the same as a table.
  case metadataTable = "metadata.csv"
  /// `annotations/captions_*.json`: COCO's captions.
  case coco = "COCO captions"
  /// `images/<class>/` and `text/<class>/`: CUB-200-2011 with Reed's captions.
  case birds = "CUB-200-2011 with captions"
  /// `jpg/` and `text/<class>/`: Oxford-102 with Reed's captions.
  case flowers = "Oxford-102 with captions"
  /// A folder a class and no captions: torchvision's ImageFolder.
  case classFolders = "a folder a class"
  /// A text file beside each picture, one caption a line.
  case captionFiles = "a text file beside each picture"

  /// The layout of `folder`, by the files and folders that only it has.
  ///
  /// - Throws: `InputError` where a folder cannot be read.
  init(of folder: String) throws {
    self = try Self.allCases.first { try $0.isRecognized(in: folder) } ?? .captionFiles
  }

  private func isRecognized(in folder: String) throws -> Bool {
    switch self {
    case .metadata, .metadataTable: !metadataFiles(rawValue, in: folder).isEmpty
    case .coco: try !captionAnnotations(in: folder).isEmpty
    case .birds: isFolder("\(folder)/images") && captionTreeRoot(in: folder) != nil
    case .flowers: isFolder("\(folder)/jpg") && captionTreeRoot(in: folder) != nil
    case .classFolders: try hasClassFolders(folder)
    case .captionFiles: true
    }
  }

  /// What `folder` says it holds.
  ///
  /// - Throws: `InputError` where a folder in it or the file with its split cannot be read.
  func list(_ folder: String) throws -> FolderListing {
    switch self {
    case .metadata: listMetadata(in: folder)
    case .metadataTable: listMetadataTable(in: folder)
    case .coco: try listCOCO(in: folder)
    case .birds: try listBirds(in: folder)
    case .flowers: try listFlowers(in: folder)
    case .classFolders: try listClassFolders(in: folder)
    case .captionFiles: try listCaptionFiles(in: folder)
    }
  }
}
