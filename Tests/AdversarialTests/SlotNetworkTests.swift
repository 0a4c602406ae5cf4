import Adversarial
import Layers
import Tensors
import Testing

@Suite("The default networks") struct SlotNetworkTests {
  private let networks = SlotNetworks()
  private let latent = normal([2, 8], seed: 6)

  @Test("shapes") func shapes() {
    let drawn = networks.generator(latent, networks.text, isTraining: false)
    #expect(drawn.shape == [2, 16, 16, 3])
    #expect(drawn.elements.allSatisfy { abs($0) <= 1 })
    #expect(networks.generator.latentWidth == 8)
    let (mean, logVariance) = networks.sceneEncoder(drawn, networks.text)
    #expect(mean.shape == [2, 8])
    #expect(logVariance.shape == [2, 8])
    #expect(networks.discriminator.features(drawn).shape == [2, 2, 2, 8])
    #expect(networks.discriminator(drawn, networks.text).shape == [2])
  }

  @Test("a picture does not depend on its batch") func independence() {
    let text = networks.textEncoder([networks.batch.captions[1]], padding: 0)
    let second = latent.slice(alongAxis: 0, 1..<2)
    let together = networks.generator(latent, networks.text, isTraining: false)
    expectClose(
      networks.generator(second, text, isTraining: false).elements,
      together.slice(alongAxis: 0, 1..<2).elements, "picture", tolerance: 1e-5)
  }

  @Test("pictures and logits depend on the text") func text() {
    let wrong = networks.textEncoder(networks.batch.wrongCaptions, padding: 0)
    let drawn = networks.generator(latent, networks.text, isTraining: false)
    let other = networks.generator(latent, wrong, isTraining: false)
    #expect(drawn.elements != other.elements)
    let x = networks.batch.pictures
    #expect(
      networks.discriminator(x, networks.text).elements
        != networks.discriminator(x, wrong).elements)
  }

  @Test("a gradient reaches every parameter") func reach() {
    let (mean, logVariance) = networks.sceneEncoder(networks.batch.pictures, networks.text)
    let drawn = networks.generator(
      mean + logVariance.exp() * latent, networks.text, isTraining: true)
    let loss = networks.discriminator(drawn, networks.text).square().sum()
    let sets = [
      networks.generator.parameters, networks.sceneEncoder.parameters,
      networks.discriminator.parameters, networks.textEncoder.parameters,
    ]
    for set in sets {
      for (name, slope) in zip(set.names, gradients(of: loss, withRespectTo: set.values)) {
        // Softmax does not see what is added to all keys' scores alike.
        if name.hasSuffix("keys.bias") { continue }
        #expect(slope.elements.contains { $0 != 0 }, "\(name)")
      }
    }
  }

  @Test("the first two numbers of a slot's noise move what it paints") func placement() {
    // Without what the noise says of a slot's looks, only its place is left.
    let looks = networks.generator.parameters["noise.weight"]
    looks?.assign(Tensor(repeating: 0, shape: looks?.value.shape ?? []))
    // What the slot's size changes, as the centre of mass of the change along x and y.
    func centre(_ x: Float, _ y: Float) -> (x: Float, y: Float) {
      func picture(_ size: Float) -> [Float] {
        let latent = Tensor([x, y, size, 0, 0, 0, 0, 0], shape: [1, 8])
        let text = networks.textEncoder([networks.batch.captions[0]], padding: 0)
        return networks.generator(latent, text, isTraining: false).elements
      }
      let changes = zip(picture(-3), picture(0)).map { abs($0 - $1) }
      var (sum, right, down): (Float, Float, Float) = (0, 0, 0)
      for (i, change) in changes.enumerated() {
        sum += change
        right += change * (Float((i / 3) % 16) + 0.5) / 16
        down += change * (Float(i / 48) + 0.5) / 16
      }
      return (right / sum, down / sum)
    }
    #expect(centre(-1.5, 0).x < centre(1.5, 0).x - 0.1)
    #expect(centre(0, -1.5).y < centre(0, 1.5).y - 0.1)
  }
}
