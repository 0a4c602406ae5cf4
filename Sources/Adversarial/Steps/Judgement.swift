import Tensors

/// The logits of a batch, and L_D without penalties.
struct Judgement {
  let logits: PairLogits
  let loss: Tensor

  /// L_D, and the fractions of the batch in which the better pair has the larger logit.
  var report: StepReport {
    var report: StepReport = [
      ("discriminator", loss.scalar),
      ("real_over_fake", fractionPositive(logits.real, logits.fake)),
    ]
    if let wrong = logits.wrong {
      report.append(("right_over_wrong", fractionPositive(logits.real, wrong)))
    }
    return report
  }
}

/// The fraction of the batch in which `left` is larger than `right`.
func fractionPositive(_ left: Tensor, _ right: Tensor) -> Float {
  let wins = zip(left.elements, right.elements).count { $0 > $1 }
  return Float(wins) / Float(left.count)
}
