import Language
import Layers
import RealModule
import Tensors

/// A network that draws pictures from noise and text.
public protocol Generator {
  /// What a generator of this kind is built from.
  associatedtype Configuration: GeneratorConfiguration

  /// What it was built from.
  var configuration: Configuration { get }
  /// Its parameters by name.
  var parameters: ParameterSet { get }
  /// The number of standard normal numbers a picture starts from.
  var latentWidth: Int { get }

  /// Draws one picture for each row of `latent`.
  ///
  /// - Parameters:
  ///   - latent: `[batch, latentWidth]`, float32.
  ///   - text: the features of `batch` captions.
  ///   - isTraining: whether statistics of the batch may be used (batch normalization); a picture
  ///     must not depend on its batch otherwise.
  ///   - probe: sees what each layer gives; nil where nobody looks.
  /// - Returns: `[batch, side, side, 3]`, float32, in -1...1.
  func callAsFunction(
    _ latent: Tensor, _ text: TextFeatures, isTraining: Bool, probe: LayerProbe?
  ) -> Tensor

  /// Draws pictures that are nearer to what is typical of their texts: the truncation trick.
  ///
  /// - Parameters:
  ///   - latent: `[batch, latentWidth]`, float32.
  ///   - text: the features of `batch` captions.
  ///   - truncation: from 0, where nothing of `latent` is left, to 1, where all of it is.
  ///   - probe: sees what each layer gives; nil where nobody looks.
  /// - Returns: `[batch, side, side, 3]`, float32, in -1...1.
  func truncated(
    _ latent: Tensor, _ text: TextFeatures, to truncation: Float, probe: LayerProbe?
  ) -> Tensor

  /// Draws a picture on the way from one noise and text to another.
  ///
  /// - Parameters:
  ///   - start: where the way begins, of one picture.
  ///   - end: where it ends, of one picture.
  ///   - share: the part of the way that is covered, 0 to 1.
  ///   - truncation: as in `truncated`.
  /// - Returns: `[1, side, side, 3]`, float32, in -1...1.
  func between(
    _ start: PictureOrigin, _ end: PictureOrigin, share: Float, truncation: Float
  ) -> Tensor
}

/// What pictures are drawn from.
public struct PictureOrigin {
  /// Standard normal numbers, `[batch, latentWidth]`, float32.
  public let latent: Tensor
  /// The features of `batch` captions.
  public let text: TextFeatures

  /// An origin from its parts.
  public init(latent: Tensor, text: TextFeatures) {
    self.latent = latent
    self.text = text
  }
}

extension Generator {
  /// The side of its pictures in pixels.
  public var side: Int { configuration.side }

  /// Draws one picture for each row of `latent`, with nobody looking.
  public func callAsFunction(_ latent: Tensor, _ text: TextFeatures, isTraining: Bool) -> Tensor {
    self(latent, text, isTraining: isTraining, probe: nil)
  }

  /// Draws from noise that is multiplied by `truncation`.
  ///
  /// Of the slot generator's noise this pulls places to the likeliest ones; the codes of looks,
  /// which noise chooses from a memory, are then all those of middle age, no more typical than others.
  public func truncated(
    _ latent: Tensor, _ text: TextFeatures, to truncation: Float, probe: LayerProbe?
  ) -> Tensor {
    self(latent.scaled(by: truncation), text, isTraining: false, probe: probe)
  }

  /// Draws from texts that meet as `TextFeatures.blended` says, and from noises that meet on a
  /// quarter of a circle, where a mixture of two normal numbers stays normal (White 2016, "Sampling
  /// generative networks").
  public func between(
    _ start: PictureOrigin, _ end: PictureOrigin, share: Float, truncation: Float
  ) -> Tensor {
    require(
      start.latent.shape[0] == 1 && end.latent.shape[0] == 1,
      "between: expected one picture, got \(start.latent.shape) and \(end.latent.shape)")
    let angle = share * .pi / 2
    let latent =
      start.latent.elements == end.latent.elements
      ? start.latent
      : start.latent.scaled(by: .cos(angle)) + end.latent.scaled(by: .sin(angle))
    return truncated(
      latent, start.text.blended(with: end.text, share: share), to: truncation, probe: nil)
  }
}
