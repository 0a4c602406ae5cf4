import ArgumentParser
import Experiments
import Files

/// What `--model` takes, where the model that pictures are drawn with is the default.
let modelHelp = ArgumentHelp(
  """
  The model: a file, a folder that has one, one that ships, such as emoji-64, or a run in the folder \
  runs: its number, its name, or "latest", the last that has one. (default: what LIMN_MODEL names, or shapes-64)
  """, valueName: "model")

/// Warns where the model in the file `path` is of a training run that has not come to its end.
func warnOfUnfinishedRun(of path: String) {
  guard let run = RunDirectory.at(folderName(path)) else { return }
  switch RunSummary(run).state {
  case .completed, .unreadable: break
  case .running: report("warning: \(run.id) is under way; its model is that of the last checkpoint")
  case .interrupted, .failed, .dead:
    report(
      "warning: \(run.id) has not come to its end; its model is that of the last checkpoint; go on "
        + "with: limn resume \(run.path)")
  }
}
