import Language
import Layers
import Tensors

/// The default generator: slots that read the words, first to find their places, then to paint.
///
/// Text to layout to picture, after Hong et al. 2018 ("Inferring Semantic Layout for Hierarchical
/// Text-to-Image Synthesis") and Li et al. 2019 (Obj-GAN), in one network. Each object has a slot
/// with noise of its own, the background has the last one. Three numbers of a slot's noise place
/// it; the fourth takes one of the codes in which training found what a text leaves open of such a
/// slot's looks. See `CodeMemory`.
public final class SlotGenerator: Generator {
  /// The numbers of a slot's noise that place it.
  private static let placeLatent = 3
  /// All numbers of a slot's noise.
  private static let slotLatent = placeLatent + 1

  /// What it was built from.
  public let configuration: Configuration
  /// Its parameters by name.
  public let parameters = ParameterSet()
  private let places: SlotReader
  private let box: Linear
  private let looks: SlotReader
  private let codeReader: CodeReader
  private let memory: CodeMemory
  private let painter: SlotPainter

  /// A generator that computes its convolutions in `precision`; its first values are random, or
  /// without a seed zeros to be read over.
  public init(_ configuration: Configuration, precision: DataType = .float32, seed: UInt64? = nil) {
    let c = configuration
    require(
      c.side >= 16 && c.side.nonzeroBitCount == 1,
      "SlotGenerator: expected a side that is a power of two from 16 on, got \(c.side)")
    let scope = ParameterScope(parameters, seed: seed)
    self.configuration = c
    places = SlotReader(
      count: c.slots, latent: Self.placeLatent, width: c.width, textWidth: c.textWidth,
      blocks: c.mixers, precision: precision, in: scope("places"))
    box = Linear(inputs: c.width, outputs: 4, initializer: .fanIn(gain: 0.5), in: scope("box"))
    looks = SlotReader(
      count: c.slots + 1, latent: nil, width: c.width, textWidth: c.textWidth, blocks: c.mixers,
      precision: precision, in: scope("looks"))
    codeReader = CodeReader(codeWidth: c.codeWidth, width: c.width, in: scope("code_reader"))
    memory = CodeMemory(
      slots: c.slots + 1, count: c.codes, width: c.codeWidth, in: scope("memory"))
    painter = SlotPainter(
      width: c.width, channels: c.paint, side: c.side, precision: precision, in: scope("painter"))
  }

  /// The number of standard normal numbers a picture starts from.
  public var latentWidth: Int { (configuration.slots + 1) * Self.slotLatent }

  /// Draws one picture for each row of `latent`; see `Generator`.
  public func callAsFunction(
    _ latent: Tensor, _ text: TextFeatures, isTraining: Bool, probe: LayerProbe?
  ) -> Tensor {
    let codes = drawnCodes(latent)
    probe?.see("memory", codes)
    return picture(codes, text, at: layout(latent, text, probe: probe).layout, probe: probe)
  }

  /// Finds the slots' places.
  ///
  /// - Parameters:
  ///   - latent: `[N, latentWidth]`.
  ///   - text: the features of N captions.
  ///   - probe: sees what each layer gives.
  /// - Returns: the layout, and the logits of its presences, `[N, K, 1]`.
  public func layout(
    _ latent: Tensor, _ text: TextFeatures, probe: LayerProbe? = nil
  ) -> (layout: Layout, presenceLogits: Tensor) {
    let noise = perSlot(latent).slice(alongAxis: 1, 0..<configuration.slots)
      .slice(alongAxis: 2, 0..<Self.placeLatent)
    let raw = box(places(noise, text, probe: probe?.inside("places")))
    probe?.see("box", raw)
    let moved = (raw.slice(alongAxis: 2, 0..<3) + noise).sigmoid()
    let radius = moved.slice(alongAxis: 2, 2..<3).scaled(by: 0.2, plus: 0.06)
    // A box lies inside the picture.
    let centre = moved.slice(alongAxis: 2, 0..<2) * radius.scaled(by: -2, plus: 1) + radius
    let logits = raw.slice(alongAxis: 2, 3..<4)
    // An object is there or it is not: a chance would paint a ghost.
    let presence = logits.scaled(by: 0.5).tanh().signStraightThrough().scaled(by: 0.5, plus: 0.5)
    return (Layout(boxes: concatenate([centre, radius], alongAxis: 2), presence: presence), logits)
  }

  /// The kept codes that `latent` takes: `[N, K + 1, codeWidth]`.
  func drawnCodes(_ latent: Tensor) -> Tensor {
    memory.drawn(perSlot(latent).slice(alongAxis: 2, Self.placeLatent..<Self.slotLatent))
  }

  /// Keeps `codes` `[N, K + 1, codeWidth]` where `isMeant` `[N, K + 1, 1]` is 1.
  func keep(_ codes: Tensor, where isMeant: Tensor) { memory.keep(codes, where: isMeant) }

  /// Paints slots at given places.
  ///
  /// - Parameters:
  ///   - codes: of the slots' looks, `[N, K + 1, codeWidth]`, of the background last.
  ///   - text: the features of N captions.
  ///   - layout: the places.
  ///   - probe: sees what each layer gives.
  /// - Returns: `[N, side, side, 3]`, float32, in -1...1.
  public func picture(
    _ codes: Tensor, _ text: TextFeatures, at layout: Layout, probe: LayerProbe? = nil
  ) -> Tensor {
    picture(codes, told: told(text, probe: probe), at: layout, probe: probe)
  }

  /// What the slots read in the text of their looks, `[N, K + 1, width]`, whatever their codes and
  /// places.
  func told(_ text: TextFeatures, probe: LayerProbe? = nil) -> Tensor {
    looks(nil, text, probe: probe?.inside("looks"))
  }

  /// The same as `picture(_:_:at:probe:)` of what `told` gives of a text.
  func picture(
    _ codes: Tensor, told: Tensor, at layout: Layout, probe: LayerProbe? = nil
  ) -> Tensor {
    paint(codeReader(told, codes, probe: probe?.inside("code_reader")), at: layout, probe: probe)
  }

  /// Draws pictures on the way between two, between whose slots they lie.
  ///
  /// Slot by slot, so that an object moves and changes evenly where the same slot has it at both ends,
  /// and fades where it is where one end alone has it. Noise in between would take other codes from
  /// the memory, which lie there in no order.
  public func between(
    _ start: PictureOrigin, _ end: PictureOrigin, share: Float, truncation: Float
  ) -> Tensor {
    let first = composition(of: start, truncation: truncation)
    let last = composition(of: end, truncation: truncation)
    let objects = first.layout.weights(towards: last.layout, share: share)
    let ground = Tensor(repeating: 1 - share, shape: [objects.shape[0], 1, 1])
    return paint(
      first.slots.mixed(
        with: last.slots, weights: concatenate([objects, ground], alongAxis: 1)),
      at: first.layout.mixed(with: last.layout, share: share), probe: nil)
  }

  /// What the pictures of `origin` are put together from.
  public func composition(of origin: PictureOrigin, truncation: Float = 1) -> SlotComposition {
    let latent = origin.latent.scaled(by: truncation)
    return SlotComposition(
      slots: codeReader(told(origin.text), drawnCodes(latent), probe: nil),
      layout: layout(latent, origin.text).layout)
  }

  /// Draws each object of a picture alone, over a background and in places of another picture's.
  ///
  /// - Parameters:
  ///   - composition: of one picture.
  ///   - ground: of the picture whose background is drawn.
  ///   - boxes: where the objects are drawn, `[1, K, 3]` as in `Layout`.
  /// - Returns: `[K, side, side, 3]`, float32, in -1...1, also of slots that have no object.
  public func objects(
    of composition: SlotComposition, over ground: SlotComposition, at boxes: Tensor
  ) -> Tensor {
    let count = configuration.slots
    let slots = concatenate(
      [
        composition.slots.slice(alongAxis: 1, 0..<count),
        ground.slots.slice(alongAxis: 1, count..<(count + 1)),
      ], alongAxis: 1)
    let alone = (0..<(count * count)).map { Float($0 / count == $0 % count ? 1 : 0) }
    return paint(
      slots.expanded(to: [count] + slots.shape.dropFirst()),
      at: Layout(
        boxes: boxes.expanded(to: [count, count, 3]),
        presence: Tensor(alone, shape: [count, count, 1])),
      probe: nil)
  }

  /// Paints slots `[N, K + 1, width]`, the background last, where `layout` has them.
  private func paint(_ slots: Tensor, at layout: Layout, probe: LayerProbe?) -> Tensor {
    let c = configuration
    let ground = slots.slice(alongAxis: 1, c.slots..<(c.slots + 1))
    return painter(
      slots.slice(alongAxis: 1, 0..<c.slots),
      over: ground.reshaped(to: [ground.shape[0], c.width]), at: layout,
      probe: probe?.inside("painter"))
  }

  private func perSlot(_ latent: Tensor) -> Tensor {
    latent.reshaped(to: [latent.shape[0], configuration.slots + 1, Self.slotLatent])
  }
}

/// What pictures of the slot generator are put together from.
public struct SlotComposition {
  /// What each slot holds, of the background last: `[N, K + 1, width]`.
  let slots: Tensor
  /// Where the objects lie.
  public let layout: Layout
}
