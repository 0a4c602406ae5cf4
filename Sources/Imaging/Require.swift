/// Stops the program where `condition` is false: a mistake of the caller, not of outside input.
///
/// The message names the operation, what it expected and what it got.
func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  guard condition else { fatalError(message()) }
}
