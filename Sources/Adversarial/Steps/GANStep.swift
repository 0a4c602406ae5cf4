import Language
import Layers
import Tensors

/// One step of a GAN of any networks and any `GANGame`: n updates of the discriminator, then one of
/// the generator.
///
/// With x pictures, t their texts, t̃ texts that they make false, z noise, T the augmentations, L_D
/// and L_G the objective, P the penalties, F feature matching, M mode seeking and f the
/// discriminator's features,
///
///     θ_D down  L_D(D(T x, t), D(T x, t̃), D(T G(z, t), t)) + Σ k P     n times, weights clipped
///     θ_G down  L_G(D(T G(z, t), t)) + v L_G(D(T G(z, t̄), t̄)) + h F + m M    t̄ between two texts
///               + r |x - G(z, t)|² / pixels + q |f(x) - f(G(z, t))|² / features
///
/// with the discriminator of the second line some updates ahead where it is unrolled, and each
/// gradient cut to the game's largest norm. The third line is for data whose captions tell nearly
/// all of a picture (after Larsen et al. 2016, equation 8).
public final class GANStep {
  private let textEncoder: TextEncoder
  private let generator: any Generator
  private let discriminator: any Discriminator
  private let game: GANGame
  private let padding: Int32
  private let precision: DataType
  private let generatorOptimizers: [Adam]
  private let discriminatorOptimizer: Adam
  private let trainsText: Bool

  /// A step over the given networks, whose optimizers it shares.
  ///
  /// - Parameters:
  ///   - textEncoder: gives the texts' features.
  ///   - generator: draws.
  ///   - discriminator: judges; `SpectralNormalization` where weights are to be normalized.
  ///   - game: the objective and all beside it.
  ///   - padding: the id of padding in captions.
  ///   - precision: what the text encoder computes in.
  ///   - generatorOptimizers: the generator's and, where L_G is to train it, the text encoder's.
  ///   - discriminatorOptimizer: the discriminator's.
  public init(
    textEncoder: TextEncoder, generator: any Generator, discriminator: any Discriminator,
    game: GANGame, padding: Int32, precision: DataType = .float32, generatorOptimizers: [Adam],
    discriminatorOptimizer: Adam
  ) {
    self.textEncoder = textEncoder
    self.generator = generator
    self.discriminator = discriminator
    self.game = game
    self.padding = padding
    self.precision = precision
    self.generatorOptimizers = generatorOptimizers
    self.discriminatorOptimizer = discriminatorOptimizer
    trainsText = generatorOptimizers.contains { $0.parameters === textEncoder.parameters }
  }

  /// Takes the step.
  ///
  /// - Parameters:
  ///   - batch: n N pictures with their captions and wrong ones, N for each update of the
  ///     discriminator; the last N are the generator's too.
  ///   - noise: standard normal, `[n N, latentWidth]`.
  ///   - index: the number of the step, which decides whether penalties are due.
  ///   - generatorRate: the learning rate of the generator.
  ///   - discriminatorRate: the learning rate of the discriminator.
  ///   - trainsGenerator: false while the discriminator gets its head start.
  ///   - random: what penalties and augmentations draw from.
  /// - Returns: the figures of the generator's and of the last discriminator's update.
  public func callAsFunction(
    _ batch: TrainingBatch, noise: Tensor, index: Int, generatorRate: Float,
    discriminatorRate: Float, trainsGenerator: Bool = true, random: RandomSource
  ) -> StepReport {
    var random = random
    var report: StepReport = []
    let n = game.discriminatorSteps
    for turn in 0..<n {
      let share = Share(turn, of: n, batch, noise)
      let isLast = turn == n - 1
      let draws = isLast && trainsGenerator
      // Only the generator's own update needs the way back.
      let t = draws && trainsText ? text(share.captions) : withoutRecording { text(share.captions) }
      let fake =
        draws
        ? generator(share.z, t, isTraining: true)
        : withoutRecording { generator(share.z, t, isTraining: true) }
      let wrong = withoutRecording { text(share.wrongCaptions) }
      let pairs = Pairs(x: share.x, fake: fake, t: t, wrong: wrong, z: share.z)
      let penalties = game.penalties.filter { $0.isDue(at: index * n + turn) }
      report = updateDiscriminator(pairs, penalties, rate: discriminatorRate, &random)
      if draws { report += updateGenerator(pairs, rate: generatorRate, &random) }
    }
    return report
  }

  private func updateDiscriminator(
    _ pairs: Pairs, _ penalties: [LazyPenalty], rate: Float, _ random: inout RandomSource
  ) -> StepReport {
    (discriminator as? SpectralNormalization)?.iterate()
    let t = pairs.t.detached
    let x = game.seen(pairs.x, using: &random)
    let fake = game.seen(pairs.fake.detached, using: &random)
    let judgement = game.judged(x, fake, t, pairs.wrong, by: discriminator)
    var loss = judgement.loss
    var report = judgement.report
    for lazy in penalties {
      let penalty = lazy.penalty(
        discriminator, PenalizedPictures(real: x, fake: fake, text: t), using: &random)
      loss = loss + penalty.scaled(by: lazy.dueWeight)
      report.append((lazy.penalty.name, penalty.scalar))
    }
    let norm = descend(
      loss, [discriminatorOptimizer], learningRate: rate, maximumNorm: game.maximumNorm)
    game.clipping?(discriminator.parameters)
    return report + [("discriminator_gradient_norm", norm)]
  }

  private func updateGenerator(
    _ pairs: Pairs, rate: Float, _ random: inout RandomSource
  ) -> StepReport {
    let x = game.seen(pairs.x, using: &random)
    let fake = game.seen(pairs.fake, using: &random)
    let between = interpolated(pairs, &random)
    var report: StepReport = []
    let loss = ahead(x, fake, pairs) {
      let terms = generatorTerms(x, fake, between, pairs)
      report = terms.map { ($0.name, $0.value.scalar) }
      return terms.dropFirst().reduce(terms[0].value) { $0 + $1.value.scaled(by: $1.weight) }
    }
    let norm = descend(
      loss, generatorOptimizers, learningRate: rate, maximumNorm: game.maximumNorm)
    return report + [("gradient_norm", norm)]
  }

  /// The summands of what the generator goes down, L_G first, of weight 1; those of weight 0 are
  /// left out.
  private func generatorTerms(
    _ x: Tensor, _ fake: Tensor, _ between: (drawn: Tensor, text: TextFeatures)?, _ pairs: Pairs
  ) -> [Term] {
    // Texts are cut off where they are judged: their encoder would learn to hide from the
    // discriminator what the discriminator must know.
    let t = pairs.t.detached
    let seen = discriminator.features(fake)
    let deceit = game.objective.generatorLoss(fake: discriminator.judge(seen, t)) {
      ofReal { discriminator(x, t) }
    }
    var terms = [Term("generator", weight: 1, deceit)]
    func add(_ weight: Float, _ name: String, _ value: () -> Tensor) {
      if weight > 0 { terms.append(Term(name, weight: weight, value())) }
    }
    if let (drawn, text) = between {
      add(game.interpolation, "interpolation") {
        game.objective.generatorLoss(fake: discriminator(drawn, text)) { deceit }
      }
    }
    add(game.featureMatching, "feature_matching") {
      featureMatching(real: ofReal { discriminator.features(x) }, fake: seen)
    }
    add(game.modeSeeking, "mode_seeking") {
      let other = pairs.z.rolled
      return modeSeeking(
        pairs.fake, generator(other, pairs.t, isTraining: true), noise: pairs.z, otherNoise: other)
    }
    add(game.reconstruction, "reconstruction") { (pairs.fake - pairs.x).square().mean() }
    add(game.featureReconstruction, "features") {
      (seen - ofReal { discriminator.features(x) }).cast(to: .float32).square().mean()
    }
    return terms
  }

  /// Computes `loss` with the discriminator as it is, or as it would be some updates later.
  private func ahead(
    _ x: Tensor, _ fake: Tensor, _ pairs: Pairs, _ loss: () -> Tensor
  ) -> Tensor {
    guard let unrolled = game.unrolled else { return loss() }
    return unrolled(
      discriminator.parameters,
      loss: { game.judged(x, fake, pairs.t.detached, pairs.wrong, by: discriminator).loss }, loss)
  }

  /// What the discriminator says of real pictures: nothing that the generator changes, unless the
  /// discriminator is some updates ahead.
  private func ofReal(_ body: () -> Tensor) -> Tensor {
    game.unrolled == nil ? withoutRecording(body) : body()
  }

  /// Pictures of texts between texts, as they are seen, and those texts.
  private func interpolated(
    _ pairs: Pairs, _ random: inout RandomSource
  ) -> (drawn: Tensor, text: TextFeatures)? {
    guard game.interpolation > 0 else { return nil }
    let between = pairs.t.interpolated
    let drawn = generator(pairs.z, between, isTraining: true)
    return (game.seen(drawn, using: &random), between.detached)
  }

  private func text(_ captions: [[Int32]]) -> TextFeatures {
    textEncoder(captions, padding: padding, precision: precision)
  }

  /// What one update of the discriminator has of a batch.
  private struct Share {
    let x: Tensor
    let captions: [[Int32]]
    let wrongCaptions: [[Int32]]
    let z: Tensor

    init(_ turn: Int, of count: Int, _ batch: TrainingBatch, _ noise: Tensor) {
      let size = batch.captions.count / count
      require(
        size > 0 && size * count == batch.captions.count,
        "GANStep: expected a batch for \(count) updates, got \(batch.captions.count) pictures")
      let rows = (turn * size)..<((turn + 1) * size)
      x = batch.pictures.slice(alongAxis: 0, rows)
      captions = Array(batch.captions[rows])
      wrongCaptions = Array(batch.wrongCaptions[rows])
      z = noise.slice(alongAxis: 0, rows)
    }
  }

  /// A summand of a loss.
  private struct Term {
    let name: String
    let weight: Float
    let value: Tensor

    init(_ name: String, weight: Float, _ value: Tensor) {
      self.name = name
      self.weight = weight
      self.value = value
    }
  }

  /// Pictures and texts of one update.
  private struct Pairs {
    let x: Tensor
    let fake: Tensor
    let t: TextFeatures
    let wrong: TextFeatures
    let z: Tensor
  }
}
