import Tensors

/// Computes something of one sentence or one picture: for no gradients, and on one thread.
///
/// Such work is too small to gain from a second thread, and its bits then depend on no count of
/// threads.
func inferring<Result>(_ work: () throws -> Result) rethrows -> Result {
  try Engine.onOneThread { try withoutRecording(work) }
}
