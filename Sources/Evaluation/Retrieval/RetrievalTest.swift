import Datasets
import Tensors

/// Scenes with captions to choose from: for each its own caption, and others that are false of it.
///
/// R-precision as in AttnGAN (Xu et al. 2018): the share of pictures whose own caption comes first.
public struct RetrievalTest: Sendable {
  /// The name and version of the rules; figures of different signatures must not be compared.
  public static let signature = MetricSignature(name: "r-precision", version: 1)

  /// The scenes, whose own captions are the first of `captions`, in the same order.
  public let scenes: [Scene]
  /// All captions, some of them of further scenes.
  public let captions: [String]
  /// For each scene the captions that are false of it, as indices.
  public let falseCaptions: [[Int]]

  /// Draws the scenes of the training distribution at an address of their own, so that no training
  /// shows them: the false captions of a scene are those of the scenes drawn after it.
  ///
  /// - Parameters:
  ///   - count: The number of scenes, at least 1.
  ///   - choices: The captions of each scene, its own among them, at least 2.
  ///   - seed: What scenes are drawn from.
  public init(count: Int, choices: Int, seed: UInt64) {
    require(
      count > 0 && choices > 1,
      "RetrievalTest: expected a scene and two captions, got \(count) and \(choices)")
    var samples: [CaptionedScene] = []
    func sample(_ index: Int) -> CaptionedScene {
      while samples.count <= index {
        var random = RandomSource(seed: seed, 0x7265_7472, UInt64(samples.count))
        samples.append(ShapesWorld.sample(using: &random))
      }
      return samples[index]
    }
    falseCaptions = (0..<count).map { index in
      let scene = sample(index).scene
      var others: [Int] = []
      var other = index
      while others.count < choices - 1 {
        other += 1
        if !sample(other).description.holds(in: scene) { others.append(other) }
      }
      return others
    }
    scenes = samples[..<count].map(\.scene)
    captions = samples.map(\.caption)
  }

  /// The share of scenes whose own caption is nearer than every false one.
  ///
  /// - Parameter similarity: How near scene `scene`'s picture and a caption are; a false caption
  ///   that is as near as the own one counts against it.
  /// - Returns: The estimate, a prompt and a picture for each scene.
  public func precision(similarity: (_ scene: Int, _ caption: Int) -> Double) -> Estimate {
    Estimate(
      shareOf: scenes.indices.map { scene in
        let own = similarity(scene, scene)
        return falseCaptions[scene].allSatisfy { similarity(scene, $0) < own }
      })
  }
}
