import Adversarial
import Files
import Imaging
import Language
import Layers
import Tensors

extension Model {
  /// Whether pictures come from other pictures under a text, and not from a text alone.
  public var translates: Bool { generator is UNetGenerator }
}

extension StoredModel {
  /// Checks that the model draws from texts alone.
  ///
  /// - Parameters:
  ///   - path: its file, for the message.
  ///   - hint: what to do else, for the message.
  /// - Throws: `InputError` (`invalid`) where it translates pictures.
  public func requireDrawsFromText(
    path: String, hint: String = "its scores stand in scores.json of the run that trained it"
  ) throws {
    guard model.translates else { return }
    throw InputError(
      .invalid, path: path, expected: "a model that draws from a text alone",
      found: "one that translates outlines", hint: hint)
  }

  /// Checks that the model translates pictures.
  ///
  /// - Parameters:
  ///   - path: its file, for the message.
  ///   - hint: what to do else, for the message.
  /// - Throws: `InputError` (`invalid`) where it draws from texts alone.
  public func requireTranslates(path: String, hint: String = "use limn generate") throws {
    guard !model.translates else { return }
    throw InputError(
      .invalid, path: path, expected: "a model that translates outlines",
      found: "one that draws from a text alone", hint: hint)
  }
}

extension Model {
  /// The picture that `source` becomes under a text, with the noise of `seed`.
  ///
  /// Only of a model that `translates`.
  ///
  /// - Parameters:
  ///   - source: a picture of any size; it is resized to `side` times `side` pixels.
  ///   - text: the features of one prompt, read by this model.
  ///   - seed: of the noise.
  ///   - probe: sees what each layer of the generator gives.
  /// - Returns: a picture of `side` times `side` pixels.
  public func translation(
    of source: RGBImage, under text: TextFeatures, seed: UInt64, probe: LayerProbe? = nil
  ) -> RGBImage {
    guard let unet = generator as? UNetGenerator else {
      fatalError("translation: expected a U-Net, got \(generator)")
    }
    requireOwn(text)
    let seen = source.resized(width: side, height: side)
    return image {
      let pixels = Tensor(shape: [1, side, side, 3]) { seen.writeNormalized(into: $0) }
      return unet(pixels, noise(of: seed), text, probe: probe)
    }
  }
}
