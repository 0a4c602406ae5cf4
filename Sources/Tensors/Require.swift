/// Stops the program with `message` unless `condition` holds.
///
/// For programmer errors (shapes, types, construction), never for outside input. Built on
/// `fatalError` because a failing `precondition` prints nothing in a release build. The message
/// names the operation, what it expected and what it got.
@inlinable
public func require(
  _ condition: @autoclosure () -> Bool, _ message: @autoclosure () -> String,
  file: StaticString = #file, line: UInt = #line
) {
  if !condition() { fatalError(message(), file: file, line: line) }
}
