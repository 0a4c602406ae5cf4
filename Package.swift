// swift-tools-version: 6.1
import PackageDescription

let orderedCollections = Target.Dependency.product(
  name: "OrderedCollections", package: "swift-collections")

let realModule = Target.Dependency.product(name: "RealModule", package: "swift-numerics")

let package = Package(
  name: "limn",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "limn", targets: ["limn"]),
    .library(
      name: "Limn",
      targets: [
        "Files", "Tensors", "Layers", "Imaging", "Datasets", "Language", "Adversarial",
        "TextToImage", "Evaluation", "Experiments",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.1.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.0.0"),
  ],
  targets: [
    // C surfaces over the system libraries.
    .target(name: "COneDNN", linkerSettings: [.linkedLibrary("dnnl")]),
    .target(
      name: "CSentencePiece",
      linkerSettings: [.linkedLibrary("sentencepiece"), .linkedLibrary("sentencepiece_train")]),
    .target(name: "CPNG", linkerSettings: [.linkedLibrary("png")]),
    .target(name: "CJPEG", linkerSettings: [.linkedLibrary("jpeg")]),
    .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
    // FreeType's headers lie in a folder of their own, which pkg-config knows.
    .systemLibrary(
      name: "FreeType", pkgConfig: "freetype2",
      providers: [.apt(["libfreetype-dev", "pkg-config"]), .brew(["freetype", "pkg-config"])]),
    .target(name: "CFreeType", dependencies: ["FreeType"]),

    // From the bottom of the house upwards.
    .target(name: "CSHA256"),
    .target(name: "Files", dependencies: ["CSHA256"]),
    .target(name: "CKernels"),
    .target(name: "Tensors", dependencies: ["CKernels", "COneDNN", "Files", realModule]),
    .target(name: "Layers", dependencies: ["CKernels", "Tensors", orderedCollections, realModule]),
    .target(name: "Imaging", dependencies: ["CJPEG", "CPNG", "Files", realModule]),
    .target(
      name: "Datasets",
      dependencies: ["CFreeType", "CZlib", "Files", "Imaging", "Tensors", orderedCollections]),
    .target(
      name: "Language",
      dependencies: [
        "CSentencePiece", "Files", "Layers", "Tensors", orderedCollections, realModule,
      ]),
    .target(
      name: "Adversarial", dependencies: ["Files", "Language", "Layers", "Tensors", realModule]),
    .target(
      name: "TextToImage",
      dependencies: ["Adversarial", "Files", "Imaging", "Language", "Layers", "Tensors"]),
    .target(
      name: "Evaluation",
      dependencies: [
        "Datasets", "Files", "Imaging", "Tensors", orderedCollections, realModule,
      ]),
    .target(
      name: "Experiments",
      dependencies: [
        "Adversarial", "Datasets", "Evaluation", "Files", "Imaging", "Language", "Layers",
        "Tensors", "TextToImage", orderedCollections, realModule,
      ]),
    .target(name: "Notebooks", dependencies: ["Files"]),
    .executableTarget(
      name: "limn",
      dependencies: [
        "Datasets", "Evaluation", "Experiments", "Files", "Imaging", "Language", "Notebooks",
        "Tensors", "TextToImage",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .target(
      name: "TestSupport", dependencies: ["Files", "Layers", "Tensors"], path: "Tests/Support"),
    .testTarget(name: "FilesTests", dependencies: ["Files", "TestSupport"]),
    .testTarget(
      name: "TensorsTests", dependencies: ["Files", "Tensors", "TestSupport"], exclude: ["Fixtures"]
    ),
    .testTarget(name: "LayersTests", dependencies: ["Layers", "Tensors", "TestSupport"]),
    .testTarget(
      name: "ImagingTests", dependencies: ["Files", "Imaging", "TestSupport"], exclude: ["Fixtures"]
    ),
    .testTarget(
      name: "DatasetsTests",
      dependencies: ["Datasets", "Files", "Imaging", "Tensors", "TestSupport"]),
    .testTarget(
      name: "LanguageTests",
      dependencies: ["Files", "Language", "Layers", "Tensors", "TestSupport"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "AdversarialTests",
      dependencies: ["Adversarial", "Files", "Language", "Layers", "Tensors", "TestSupport"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "EvaluationTests",
      dependencies: ["Datasets", "Evaluation", "Files", "Imaging", "Tensors", "TestSupport"],
      exclude: ["Fixtures"]
    ),
    .testTarget(
      name: "TextToImageTests",
      dependencies: [
        "Adversarial", "Files", "Imaging", "Language", "Layers", "Tensors", "TestSupport",
        "TextToImage",
      ]
    ),
    .testTarget(
      name: "ExperimentsTests",
      dependencies: [
        "Adversarial", "Datasets", "Evaluation", "Experiments", "Files", "Imaging", "Language",
        "Tensors", "TestSupport", "TextToImage",
      ]),
    .testTarget(name: "NotebooksTests", dependencies: ["Files", "Notebooks", "TestSupport"]),
    .testTarget(
      name: "CommandLineTests",
      dependencies: [
        "Adversarial", "Datasets", "Evaluation", "Experiments", "Files", "Imaging", "Language",
        "Tensors", "TestSupport", "TextToImage", "limn",
      ]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
