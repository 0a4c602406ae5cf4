import Datasets
import Imaging

/// Tells what a picture of the Shapes world shows, from its pixels alone.
///
/// A picture is cut into a background and regions of one colour each (`Segmentation`); a region is
/// the shape whose template it overlaps most, or nothing where even that overlap is too small. No
/// learned part: the same pixels always give the same answer.
///
///     let verdict = ShapeOracle().score(image, expectation: expectation)
///     print(verdict.correct, verdict.reason)
public struct ShapeOracle: Sendable {
  /// The name and version of the rules; figures of different signatures must not be compared.
  public static let signature = MetricSignature(name: "shape-oracle", version: 1)

  /// The radii of objects, in canvas units, with a margin around those of the Shapes world.
  static let radii: ClosedRange<Float> = 0.08...0.27
  /// The radius from which an object counts as large, midway between the classes.
  static let largeRadius: Float = 0.16

  /// The oracle.
  public init() {}

  /// Whether `image` shows what `expectation` asks for.
  ///
  /// - Parameters:
  ///   - image: A square picture.
  ///   - expectation: What it must show.
  /// - Returns: The verdict, with the reason where the picture is wrong.
  public func score(_ image: RGBImage, expectation: Expectation) -> Verdict {
    expectation.judge(observe(image))
  }

  /// What `image`, a square picture, shows.
  public func observe(_ image: RGBImage) -> Observation {
    let segmentation = Segmentation(of: image)
    return Observation(
      background: segmentation.background,
      objects: segmentation.regions.compactMap { detection(of: $0, side: Float(image.width)) })
  }

  private func detection(of region: Region, side: Float) -> Detection? {
    var best: (template: ShapeTemplate, fit: TemplateFit)?
    for template in ShapeTemplate.all {
      let fit = template.fit(to: region)
      if fit.overlap > best?.fit.overlap ?? 0 { best = (template, fit) }
    }
    guard let best, best.fit.overlap >= best.template.minimumOverlap,
      Self.radii.contains(best.fit.radius / side)
    else { return nil }
    let radius = best.fit.radius / side
    let object = SceneObject(
      shape: best.template.shape, color: region.color,
      size: radius < Self.largeRadius ? .small : .large,
      x: best.fit.x / side, y: best.fit.y / side, radius: radius)
    return Detection(object: object, overlap: best.fit.overlap)
  }
}
