import Language
import Layers
import Tensors
import TestSupport
import Testing

@testable import Adversarial

@Suite("The default networks") struct SlotNetworkTests {
  private let networks = SlotNetworks()
  private let latent = normal([2, 12], seed: 6)

  @Test("shapes") func shapes() {
    let drawn = networks.generator(latent, networks.text, isTraining: false)
    #expect(drawn.shape == [2, 16, 16, 3])
    #expect(drawn.elements.allSatisfy { abs($0) <= 1 })
    #expect(networks.generator.latentWidth == 12)
    let (mean, logVariance) = networks.sceneEncoder(drawn, networks.scene.layout)
    #expect(mean.shape == [2, 3, 4])
    #expect(logVariance.shape == [2, 3, 4])
    let layout = networks.generator.layout(latent, networks.text).layout
    #expect(layout.boxes.shape == [2, 2, 3])
    let judged = LayoutDiscriminator.normalized(layout.boxes, layout.presence)
    #expect(networks.layoutDiscriminator(judged, networks.text).shape == [2])
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

  @Test("a way between pictures begins and ends at them, and changes evenly") func between() {
    let other = networks.textEncoder(networks.batch.wrongCaptions, padding: 0)
    let generator = networks.generator
    let kept = normal([16, 3, 4], seed: 8)
    generator.keep(kept, where: Tensor(repeating: 1, shape: [16, 3, 1]))
    func origin(_ latent: Tensor, _ text: TextFeatures) -> PictureOrigin {
      PictureOrigin(
        latent: latent.slice(alongAxis: 0, 0..<1), text: text.split(into: 2)[0])
    }
    let start = origin(latent, networks.text)
    let end = origin(normal([2, 12], seed: 9), other)
    func between(_ share: Float) -> [Float] {
      generator.between(start, end, share: share, truncation: 1).elements
    }
    func distance(_ first: [Float], _ second: [Float]) -> Float {
      zip(first, second).map { abs($0 - $1) }.max() ?? 0
    }
    let ends = [start, end].map { generator($0.latent, $0.text, isTraining: false).elements }
    expectClose(between(0), ends[0], "start", tolerance: 1e-5)
    expectClose(between(1), ends[1], "end", tolerance: 1e-5)
    #expect(distance(ends[0], ends[1]) > 0.1)
    // Codes that noise took on the way would jump.
    let steps = (0...40).map { between(Float($0) / 40) }
    let largest = zip(steps, steps.dropFirst()).map(distance).max() ?? 0
    #expect(largest < distance(ends[0], ends[1]) / 4, "\(largest)")
  }

  @Test("an object lies in between where both layouts have it, and stays where one has it")
  func mixedLayouts() {
    let first = Layout(
      boxes: Tensor([0.2, 0.2, 0.1, 0.5, 0.5, 0.1], shape: [1, 2, 3]),
      presence: Tensor([1, 1], shape: [1, 2, 1]))
    let second = Layout(
      boxes: Tensor([0.6, 0.4, 0.2, 0.9, 0.9, 0.2], shape: [1, 2, 3]),
      presence: Tensor([1, 0], shape: [1, 2, 1]))
    let mixed = first.mixed(with: second, share: 0.25)
    expectClose(
      mixed.boxes.elements, [0.3, 0.25, 0.125, 0.5, 0.5, 0.1], "boxes", tolerance: 1e-5)
    expectClose(mixed.presence.elements, [1, 0.75], "presences", tolerance: 1e-6)
    // So does what its slot holds.
    let held = Tensor([1, 2, 3, 4], shape: [1, 2, 2]).mixed(
      with: Tensor([5, 6, 7, 8], shape: [1, 2, 2]),
      weights: first.weights(towards: second, share: 0.25))
    expectClose(held.elements, [2, 3, 3, 4], "vectors", tolerance: 1e-5)
    let end = first.mixed(with: second, share: 1)
    expectClose(Array(end.boxes.elements[..<3]), [0.6, 0.4, 0.2], "end", tolerance: 1e-5)
    expectClose(end.presence.elements, [1, 0], "presences at the end", tolerance: 1e-6)
  }

  @Test("objects of a picture are drawn alone") func objects() {
    let origin = PictureOrigin(
      latent: latent.slice(alongAxis: 0, 0..<1),
      text: networks.textEncoder([networks.batch.captions[0]], padding: 0))
    let generator = networks.generator
    let composition = generator.composition(of: origin)
    let alone = generator.objects(
      of: composition, over: composition, at: composition.layout.boxes)
    #expect(alone.shape == [2, 16, 16, 3])
    for slot in 0..<2 {
      let presence = Tensor([slot == 0 ? 1 : 0, slot == 1 ? 1 : 0], shape: [1, 2, 1])
      let expected = generator.picture(
        generator.drawnCodes(origin.latent), origin.text,
        at: Layout(boxes: composition.layout.boxes, presence: presence))
      expectClose(
        alone.slice(alongAxis: 0, slot..<(slot + 1)).elements, expected.elements,
        "object \(slot)", tolerance: 1e-5)
    }
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
    let (mean, logVariance) = networks.sceneEncoder(
      networks.scene.lookalikes, networks.scene.layout)
    let layout = networks.generator.layout(latent, networks.text).layout
    let drawn = networks.generator.picture(
      mean + logVariance.exp() * normal([2, 3, 4], seed: 7), networks.text,
      at: Layout(boxes: layout.boxes, presence: layout.presence + networks.scene.layout.presence))
    let judged = networks.layoutDiscriminator(
      LayoutDiscriminator.normalized(layout.boxes, layout.presence), networks.text)
    let loss =
      networks.discriminator(drawn, networks.text).square().sum() + judged.square().sum()
    let sets = [
      networks.generator.parameters, networks.sceneEncoder.parameters,
      networks.discriminator.parameters, networks.layoutDiscriminator.parameters,
      networks.textEncoder.parameters,
    ]
    let slopes = gradients(of: loss, withRespectTo: sets.flatMap(\.values))
    for (name, slope) in zip(sets.flatMap(\.names), slopes) {
      #expect(globalNorm([slope]) > 0, "\(name)")
    }
  }

  @Test("gradients of the discriminator agree with differences") func discriminatorGradients() {
    // One block of residuals keeps its channels, the other has a skip connection of its own.
    let discriminator = AttentiveDiscriminator(
      AttentiveDiscriminator.Configuration(side: 16, textWidth: 8, channels: [8, 8, 12]), seed: 4)
    let (pictures, text) = (networks.batch.pictures, networks.text)
    // Smaller steps than elsewhere: a bias of the stem moves 64 places of a channel at once, and
    // some of them lie next to the corner of leaky ReLU.
    expectGradients(
      discriminator.parameters, weights: Tensor([1, 0.5], shape: [2]), change: 2e-5
    ) { discriminator(pictures, text) }
  }

  @Test("gradients of its R1 penalty agree with differences") func penaltyGradients() {
    let discriminator = AttentiveDiscriminator(
      AttentiveDiscriminator.Configuration(side: 16, textWidth: 8, channels: [8, 8, 12]), seed: 4)
    moveOffCorners(discriminator.parameters)
    let pictures = PenalizedPictures(
      real: networks.batch.pictures, fake: networks.batch.pictures, text: networks.text)
    func penalty() -> Tensor {
      var random = RandomSource(seed: 0)
      return R1(weight: 1)(discriminator, pictures, using: &random)
    }
    // What lies behind the attention is linear there, so that no bias changes a slope. The penalty
    // is of gradients, which add their own rounding to that of the logits.
    expectGradients(
      discriminator.parameters, weights: Tensor(1 / penalty().scalar), rounding: 4e-7,
      flat: ["attention.output.bias", "join.bias", "last.bias", "realism.bias"], penalty)
  }

  /// Has large biases and small weights keep all units of convolutions on their side of the corner
  /// of leaky ReLU, every other on the other side: a slope jumps at the corner, which differences
  /// of it would see.
  private func moveOffCorners(_ parameters: ParameterSet) {
    for name in parameters.names {
      guard let parameter = parameters[name], parameter.shape.count == 4 else { continue }
      parameter.assign(parameter.value.scaled(by: 0.1))
      let count = parameter.shape[0]
      parameters[name.replacing("weight", with: "bias")]?
        .assign(Tensor((0..<count).map { $0 % 2 == 0 ? 3 : -3 }, shape: [count]))
    }
  }

  @Test("gradients of the discriminator of layouts agree with differences")
  func layoutGradients() {
    let layout = networks.scene.layout
    let judged = LayoutDiscriminator.normalized(layout.boxes, layout.presence)
    let text = networks.text
    expectGradients(
      networks.layoutDiscriminator.parameters, weights: Tensor([1, 0.5], shape: [2])
    ) { networks.layoutDiscriminator(judged, text) }
  }

  @Test("gradients of the encoder of scenes agree with differences") func sceneGradients() {
    let (pictures, layout) = (networks.scene.lookalikes, networks.scene.layout)
    expectGradients(networks.sceneEncoder.parameters, weights: normal([2, 3, 8], seed: 9)) {
      let (mean, logVariance) = networks.sceneEncoder(pictures, layout)
      return concatenate([mean, logVariance], alongAxis: 2)
    }
  }

  @Test("boxes lie inside the picture, and presences are 0 or 1") func layouts() {
    let text = networks.textEncoder(
      [[Int32]](repeating: networks.batch.captions[0], count: 50), padding: 0)
    let layout = networks.generator.layout(
      normal([50, 12], seed: 9).scaled(by: 5), text
    ).layout
    let boxes = layout.boxes.elements
    for start in stride(from: 0, to: boxes.count, by: 3) {
      let (x, y, radius) = (boxes[start], boxes[start + 1], boxes[start + 2])
      #expect(radius >= 0.06 && radius <= 0.26)
      #expect(min(x, y) >= radius - 1e-6 && max(x, y) <= 1 - radius + 1e-6)
    }
    #expect(layout.presence.elements.allSatisfy { $0 == 0 || $0 == 1 })
  }

  @Test("noise takes the kept codes by its rank") func codes() throws {
    let kept = normal([3, 16, 4], seed: 8)
    let memory = try #require(networks.generator.parameters.statistics["memory.codes"])
    memory.assign(kept)
    // The normal distribution below them: 0.0013, 0.5 and a little more, 0.9987.
    let noise: [Float] = [-3, 0.01, 3]
    var latent = [Float](repeating: 0, count: 12)
    for slot in 0..<3 { latent[slot * 4 + 3] = noise[slot] }
    let text = networks.textEncoder([networks.batch.captions[0]], padding: 0)
    let row = Tensor(latent, shape: [1, 12])
    let taken = concatenate(
      [0, 8, 15].enumerated().map { slot, index in
        kept.slice(alongAxis: 0, slot..<(slot + 1)).slice(alongAxis: 1, index..<(index + 1))
      }, alongAxis: 1)
    let layout = networks.generator.layout(row, text).layout
    #expect(
      networks.generator(row, text, isTraining: false).elements
        == networks.generator.picture(taken, text, at: layout).elements)
  }

  @Test("a slot paints where the layout says, and nothing where it is absent") func placement() {
    func picture(_ boxes: [Float], presence: [Float]) -> [Float] {
      let text = networks.textEncoder([networks.batch.captions[0]], padding: 0)
      let layout = Layout(
        boxes: Tensor(boxes, shape: [1, 2, 3]), presence: Tensor(presence, shape: [1, 2, 1]))
      return networks.generator.picture(
        normal([1, 3, 4], seed: 7), text, at: layout
      ).elements
    }
    let away: [Float] = [0.5, 0.5, 0.1]
    let empty = picture([0.25, 0.75, 0.15] + away, presence: [0, 0])
    #expect(empty.indices.allSatisfy { empty[$0] == empty[$0 % 3] })

    let changes = zip(empty, picture([0.25, 0.75, 0.15] + away, presence: [1, 0]))
      .map { abs($0 - $1) }
    for (i, change) in changes.enumerated() where !(change <= 0) {
      let (x, y) = (Float((i / 3) % 16) / 16, Float(i / 48) / 16)
      #expect(x < 0.5 && y >= 0.5, "pixel \(x), \(y)")
    }
    #expect(changes.contains { $0 > 0 })
  }

  @Test("two opaque slots at one place show the mean of their colours") func overlap() throws {
    // Each cell of a patch has three colours and then its opacity.
    let bias = try #require(networks.generator.parameters["painter.paint.convolution.bias"])
    bias.assign(Tensor((0..<16).map { $0 % 4 == 3 ? 40 : 0 }, shape: [16]))
    let text = networks.textEncoder([networks.batch.captions[0]], padding: 0)
    let boxes = Tensor([0.5, 0.5, 0.25, 0.5, 0.5, 0.25], shape: [1, 2, 3])
    func centre(_ presence: [Float]) -> [Float] {
      let layout = Layout(boxes: boxes, presence: Tensor(presence, shape: [1, 2, 1]))
      let picture = networks.generator.picture(normal([1, 3, 4], seed: 7), text, at: layout)
      return Array(picture.elements[(8 * 16 + 8) * 3..<(8 * 16 + 9) * 3])
    }
    let (first, second) = (centre([1, 0]), centre([0, 1]))
    #expect(first != second)
    expectClose(centre([1, 1]), zip(first, second).map { ($0 + $1) / 2 }, "colour")
  }
}

@Suite("Layouts") struct LayoutTests {
  @Test("the gap of two objects is that of their boxes, and 0 where one is absent") func gaps() {
    let boxes = Tensor(
      [0.2, 0.3, 0.1, 0.55, 0.4, 0.2, 0.2, 0.4, 0.1, 0.9, 0.9, 0.05], shape: [1, 4, 3])
    let layout = LayoutDiscriminator.normalized(
      boxes, Tensor([1, 1, 1, 0], shape: [1, 4, 1]))
    // 0.35 - 0.3 beside each other, 0.1 - 0.2 above each other, both in tenths.
    expectClose(
      layout.slice(alongAxis: 2, 4..<8).elements,
      [0, 0.5, -1, 0, 0.5, 0, 0.5, 0, -1, 0.5, 0, 0, 0, 0, 0, 0], "gaps", tolerance: 1e-5)
  }

  @Test("a box gives the same logit wherever an absent slot lies") func absence() {
    let networks = SlotNetworks()
    func logits(_ idle: [Float]) -> [Float] {
      let boxes = Tensor([0.3, 0.3, 0.2] + idle, shape: [1, 2, 3])
      let presence = Tensor([1, 0], shape: [1, 2, 1])
      let text = networks.textEncoder([networks.batch.captions[0]], padding: 0)
      return networks.layoutDiscriminator(
        LayoutDiscriminator.normalized(boxes, presence), text
      ).elements
    }
    #expect(logits([0.1, 0.9, 0.1]) == logits([0.7, 0.2, 0.2]))
  }

  @Test("a projection adds the inner product of places and sentence, over the root of its width")
  func projection() throws {
    let networks = SlotNetworks()
    func discriminator(hasProjection: Bool) -> LayoutDiscriminator {
      LayoutDiscriminator(
        slots: 2, textWidth: 8, width: 12, blocks: 1, hasProjection: hasProjection, seed: 6)
    }
    let (plain, projecting) = (
      discriminator(hasProjection: false), discriminator(hasProjection: true)
    )
    let layout = LayoutDiscriminator.normalized(
      networks.scene.layout.boxes, networks.scene.layout.presence)
    let text = networks.text
    func product(_ name: String, _ rows: Tensor) throws -> [Float] {
      let weight = try #require(projecting.parameters["projection.\(name).weight"]).value
      return rows.matmul(weight, transposingRight: true).elements
    }
    let places = layout.slice(alongAxis: 2, 0..<4).reshaped(to: [2, 8])
    let (p, s) = (try product("places", places), try product("sentence", text.sentence))
    let expected = (0..<2).map { row in
      (0..<12).map { p[row * 12 + $0] * s[row * 12 + $0] }.reduce(0, +) / Float(12).squareRoot()
    }
    let added = zip(projecting(layout, text).elements, plain(layout, text).elements).map { $0 - $1 }
    expectClose(added, expected, "projection", tolerance: 1e-4)
    #expect(expected.contains { abs($0) > 0.01 })
  }
}
