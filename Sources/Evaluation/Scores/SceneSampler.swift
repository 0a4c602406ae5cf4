import Datasets
import Files
import Tensors

/// Draws scenes that show what prompts ask for, held-out pairs included.
public enum SceneSampler {
  /// A random scene that shows what `prompt` asks for and nothing else.
  ///
  /// - Parameters:
  ///   - prompt: A prompt with an expectation.
  ///   - random: Where the rest of the scene is drawn from.
  /// - Returns: The scene; what the expectation leaves open is drawn at random, colours never so
  ///   that a held-out pair comes about.
  /// - Throws: `InputError` where the prompt has no expectation, or one that no scene satisfies.
  public static func scene(
    for prompt: Prompt, using random: inout RandomSource
  ) throws -> Scene {
    ShapesWorld.scene(for: try facts(for: prompt), using: &random)
  }

  /// What a scene must show for `prompt`.
  ///
  /// - Throws: `InputError`, as `scene` does.
  static func facts(for prompt: Prompt) throws -> Description {
    guard let facts = try prompt.requiredExpectation.description else {
      throw InputError(
        .invalid, path: "prompt \(prompt.id)",
        expected: "an expectation that a scene of the Shapes world can meet",
        found: "one that none meets",
        hint: "at most four objects, three or more only small, one relation between two")
    }
    return facts
  }
}
