import ArgumentParser

replaceClosedStreams()
var verb: any ParsableCommand.Type = Limn.self
do {
  try requireUTF8Arguments()
  try requireVerb(CommandLine.arguments.dropFirst())
  var command = try Limn.parseAsRoot()
  verb = type(of: command)
  try command.run()
  try requirePrinted()
} catch {
  fail(with: error, of: verb)
}
