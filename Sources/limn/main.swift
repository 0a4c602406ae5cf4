import ArgumentParser

do {
  try requireUTF8Arguments()
  var command = try Limn.parseAsRoot()
  try command.run()
} catch {
  fail(with: error)
}
