import Datasets
import Files

extension Prompt {
  /// What its pictures must show, to be scored by.
  ///
  /// - Throws: `InputError` (`invalid`) where it does not say.
  public var requiredExpectation: Expectation {
    get throws {
      if let expect { return expect }
      throw InputError(
        .invalid, path: "prompt \(id)", expected: "an expectation to score it by", found: "none",
        hint: #"add "expect" to it, or compare two models or two prompt sets by a judge: "#
          + "limn compare --help")
    }
  }
}
