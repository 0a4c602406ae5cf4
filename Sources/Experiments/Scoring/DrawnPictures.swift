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
  ///   - sampling: How they are drawn.
  /// - Throws: `InputError` (`invalid`) where a prompt cannot be read.
  public init(drawnBy stored: StoredModel, _ set: PromptSet, _ sampling: Sampling) throws {
    let model = stored.model
    let texts = try set.prompts.map { try model.read($0.prompt).text }
    let pictures = set.prompts.enumerated().flatMap { number, prompt in
      sampling.seeds.seeds(ofPrompt: number).map { (text: texts[number], id: prompt.id, seed: $0) }
    }
    self.init(
      name: stored.header.name, ids: pictures.map { "\($0.id)/\($0.seed)" },
      groups: pictures.map(\.id), seeds: sampling.seedsInSignature
    ) { index in
      model.picture(
        of: pictures[index].text, seed: pictures[index].seed,
        truncation: Float(sampling.truncation))
    }
  }
}
