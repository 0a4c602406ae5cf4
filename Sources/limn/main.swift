import ArgumentParser

do {
  try requireUTF8Arguments()
  var command = try Limn.parseAsRoot()
  try command.run()
  try requirePrinted()
} catch {
  fail(with: error)
}
