import Language
import Layers
import Tensors

/// A network that draws pictures from noise and text.
public protocol Generator {
  /// Its parameters by name.
  var parameters: ParameterSet { get }
  /// The number of standard normal numbers a picture starts from.
  var latentWidth: Int { get }
  /// The side of its pictures in pixels.
  var side: Int { get }

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
}

extension Generator {
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
}
