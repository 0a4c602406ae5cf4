import ArgumentParser

/// What `--model` takes, where the model that pictures are drawn with is the default.
let modelHelp = ArgumentHelp(
  """
  The model: a file, a folder that has one, one that ships, such as emoji-64, or a run in the folder \
  runs: its number, its name, or "latest". (default: what LIMN_MODEL names, or shapes-64)
  """, valueName: "model")
