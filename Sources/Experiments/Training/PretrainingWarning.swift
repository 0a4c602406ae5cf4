import Adversarial
import RealModule

/// What a pre-training that has taught the text encoder next to nothing is warned of with.
///
/// - Parameters:
///   - report: the last line of metrics of the stage.
///   - plan: the stage.
/// - Returns: the warning; nil where the loss is well under that of guessing, and after fewer than
///   100 steps, which only try something out.
func pretrainingWarning(for report: StepReport, of plan: PretrainingSpec) -> String? {
  let guessing = Double.log(Double(plan.batchSize))
  guard plan.steps >= 100, let loss = report.first(where: { $0.name == "contrastive" })?.value,
    Double(loss) > 0.9 * guessing
  else { return nil }
  return "warning: after its pre-training the text encoder hardly tells captions apart "
    + "(contrastive \(shortened(loss)), guessing has \(shortened(Float(guessing))) or more): raise "
    + "textEncoder.pretraining.steps or change its learningRate"
}
