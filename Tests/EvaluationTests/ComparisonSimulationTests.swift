import Tensors
import Testing

@testable import Evaluation

// Tens of millions of draws take seconds with the optimizer and minutes without it.
#if !DEBUG
  /// How often intervals hold the truth and tests raise false alarms, over many made comparisons.
  @Suite struct ComparisonSimulationTests {
    /// The prompts of each tag: unequal, so that sums seldom tie.
    ///
    /// Where they do, sign flips raise fewer false alarms than the level allows.
    private static let tags = [24, 19]

    /// The share correct of four seeds, for a prompt that is right with probability `p`.
    private func score(_ p: Float, _ random: inout RandomSource) -> Double {
      Double((0..<4).count { _ in random.uniform() < p }) / 4
    }

    /// Prompts of unequal difficulty u, uniform on 0...1; A is right with u, B with
    /// `gain` + (1 - 2 `gain`) u + `shift`.
    private func contrast(
      _ kind: Pairing.Kind, trial: Int, gain: Float, shift: Float
    ) -> Contrast {
      var random = RandomSource(seed: 31, UInt64(trial))
      let groups = Self.tags.map { prompts in
        var group = Contrast.Group(a: [], b: [])
        for _ in 0..<prompts {
          let u = random.uniform()
          let v = kind == .paired ? u : random.uniform()
          group.a.append(score(u, &random))
          group.b.append(score(gain + (1 - 2 * gain) * v + shift, &random))
        }
        return group
      }
      return Contrast(kind, groups)
    }

    @Test(arguments: [Pairing.Kind.paired, .independent])
    func intervalsHoldTheTruth(_ kind: Pairing.Kind) throws {
      let trials = 1000
      var holding = 0
      for trial in 0..<trials {
        var random = RandomSource(seed: 32, UInt64(trial))
        let contrast = contrast(kind, trial: trial, gain: 0.2, shift: 0.1)
        let interval = try #require(contrast.interval(draws: 999, using: &random))
        if interval.low <= 0.1, interval.high >= 0.1 { holding += 1 }
      }
      let coverage = Double(holding) / Double(trials)
      #expect(0.93...0.97 ~= coverage, "\(coverage)")
    }

    @Test(arguments: [Pairing.Kind.paired, .independent])
    func falseAlarmsAreOneInTwenty(_ kind: Pairing.Kind) {
      let trials = 2000
      let alarms = (0..<trials).count { trial in
        var random = RandomSource(seed: 33, UInt64(trial))
        let contrast = contrast(kind, trial: trial, gain: 0, shift: 0)
        return contrast.significance(draws: 499, using: &random).p <= 0.05
      }
      let share = Double(alarms) / Double(trials)
      #expect(0.04...0.06 ~= share, "\(share)")
    }
  }
#endif
