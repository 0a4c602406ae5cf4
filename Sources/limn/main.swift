import ArgumentParser

do {
  try requireUTF8Arguments()
  try requireVerb(CommandLine.arguments.dropFirst())
  var command = try Limn.parseAsRoot()
  try command.run()
  try requirePrinted()
} catch {
  fail(with: error)
}
