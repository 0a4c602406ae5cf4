import Datasets
import Evaluation
import Tensors
import TextToImage

extension PictureSource {
  /// The pictures that a model draws of prompts, one a seed; those of a prompt are a group.
  ///
  /// - Parameters:
  ///   - stored: The model.
  ///   - set: The prompts.
  ///   - seeds: The seeds of each prompt's pictures.
  /// - Throws: `InputError` (`invalid`) where a prompt cannot be read.
  public init(drawnBy stored: StoredModel, _ set: PromptSet, seeds: [UInt64]) throws {
    let model = stored.model
    let texts = try set.prompts.map { try model.read($0.prompt).text }
    self.init(
      name: stored.header.name,
      ids: set.prompts.flatMap { prompt in seeds.map { "\(prompt.id)/\($0)" } },
      groups: set.prompts.flatMap { prompt in seeds.map { _ in prompt.id } }
    ) { index in
      model.picture(of: texts[index / seeds.count], seed: seeds[index % seeds.count])
    }
  }
}
