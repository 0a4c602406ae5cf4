import ArgumentParser

/// What `--model` takes, where the model that pictures are drawn with is the default.
let modelHelp = ArgumentHelp(
  """
  The model: a file, a folder that has one, or one that ships, as emoji-64. (default: what LIMN_MODEL \
  names, or shapes-64)
  """, valueName: "model")
