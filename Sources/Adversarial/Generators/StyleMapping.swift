import Language
import Layers
import Tensors

/// Turns noise and a sentence into a style.
///
/// The mapping network of StyleGAN (Karras et al. 2019, section 2), with a condition beside the
/// noise as in StyleGAN2-ADA (Karras et al. 2020).
struct StyleMapping {
  private let sentence: Linear
  private let layers: [Linear]

  /// A perceptron of `layers` layers from `noiseWidth` numbers and a sentence to a style of
  /// `width`.
  init(noiseWidth: Int, textWidth: Int, width: Int, layers: Int, in scope: ParameterScope) {
    sentence = Linear(inputs: textWidth, outputs: width, in: scope("sentence"))
    self.layers = (0..<layers).map {
      Linear(
        inputs: $0 == 0 ? noiseWidth + width : width, outputs: width,
        initializer: .fanIn(gain: 1.4), in: scope("layers.\($0)"))
    }
  }

  /// The styles of `noise` `[N, noise width]` under N captions: `[N, width]`.
  func callAsFunction(_ noise: Tensor, _ text: TextFeatures, probe: LayerProbe?) -> Tensor {
    let told = sentence(text.sentence)
    probe?.see("sentence", told)
    return style(noise, told, probe: probe)
  }

  /// The mean style of each of N captions: `[N, width]`.
  ///
  /// Of as many draws of noise as `draws` has rows, the same for every caption.
  func mean(over draws: Tensor, of text: TextFeatures) -> Tensor {
    let told = sentence(text.sentence)
    let (batch, width, count) = (told.shape[0], told.shape[1], draws.shape[0])
    let all = [batch, count, draws.shape[1]]
    let noise = draws.reshaped(to: [1, count, draws.shape[1]]).expanded(to: all)
    let repeated = told.reshaped(to: [batch, 1, width]).expanded(to: [batch, count, width])
    let styles = style(
      noise.reshaped(to: [batch * count, draws.shape[1]]),
      repeated.reshaped(to: [batch * count, width]), probe: nil)
    return styles.reshaped(to: [batch, count, width]).mean(alongAxes: [1])
      .reshaped(to: [batch, width])
  }

  private func style(_ noise: Tensor, _ told: Tensor, probe: LayerProbe?) -> Tensor {
    var x = concatenate([normalized(noise), normalized(told)], alongAxis: 1)
    for (index, layer) in layers.enumerated() {
      x = layer(x).leakyReLU()
      probe?.see("layers.\(index)", x)
    }
    return x
  }
}

/// Rows of mean square 1.
private func normalized(_ x: Tensor) -> Tensor {
  x * x.square().mean(alongAxes: [1]).scaled(by: 1, plus: 1e-8).power(-0.5)
}
