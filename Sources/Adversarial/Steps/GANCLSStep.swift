import Language
import Layers
import Tensors

/// One training step of GAN-CLS (Reed and others, 2016, algorithm 1).
///
/// The discriminator is updated first, then the generator through the updated discriminator.
public final class GANCLSStep {
  private let generator: any Generator
  private let discriminator: any Discriminator
  private let generatorOptimizer: Adam
  private let discriminatorOptimizer: Adam
  private let learningRate: Float

  /// A step over two networks, whose optimizers it shares.
  public init(
    generator: any Generator, discriminator: any Discriminator, generatorOptimizer: Adam,
    discriminatorOptimizer: Adam, learningRate: Float = 2e-4
  ) {
    self.generator = generator
    self.discriminator = discriminator
    self.learningRate = learningRate
    self.generatorOptimizer = generatorOptimizer
    self.discriminatorOptimizer = discriminatorOptimizer
  }

  /// A step over two networks, with the optimizer settings of DCGAN (Radford and others, 2016).
  public convenience init(
    generator: any Generator, discriminator: any Discriminator, learningRate: Float = 2e-4,
    settings: Adam.Settings = Adam.Settings(beta1: 0.5, beta2: 0.999)
  ) {
    self.init(
      generator: generator, discriminator: discriminator,
      generatorOptimizer: Adam(generator.parameters, settings),
      discriminatorOptimizer: Adam(discriminator.parameters, settings),
      learningRate: learningRate)
  }

  /// Takes the step.
  ///
  /// - Parameters:
  ///   - x: real pictures, `[N, side, side, 3]`, in -1...1.
  ///   - t: features of the pictures' own texts.
  ///   - wrong: features of texts that do not fit the pictures.
  ///   - z: standard normal, `[N, latentWidth]`.
  /// - Returns: both losses, each before its update.
  public func callAsFunction(
    _ x: Tensor, _ t: TextFeatures, wrong: TextFeatures, z: Tensor
  ) -> StepReport {
    let fake = generator(z, t, isTraining: true)
    let judged = discriminator.judge(discriminator.features(x), [t, wrong])
    let lossD = GANCLS.discriminatorLoss(
      real: judged[0], wrong: judged[1], fake: discriminator(fake.detached, t))
    update(discriminatorOptimizer, down: lossD)

    // Only what leads to the generator's parameters is differentiated.
    let lossG = GANCLS.generatorLoss(fake: discriminator(fake, t))
    update(generatorOptimizer, down: lossG)
    return [("discriminator", lossD.scalar), ("generator", lossG.scalar)]
  }

  private func update(_ optimizer: Adam, down loss: Tensor) {
    optimizer.step(
      gradients(of: loss, withRespectTo: optimizer.parameters.values), learningRate: learningRate)
  }
}
