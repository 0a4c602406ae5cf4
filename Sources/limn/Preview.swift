import Imaging

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Shows a picture on standard error, as wide as it is, or as the terminal where that is less.
func preview(_ image: RGBImage) {
  clearProgress()
  writeToStandardError(TerminalPreview.render(image, maximumColumns: terminalColumns))
}

/// The characters in a line of the terminal that standard error is; 80 elsewhere.
private var terminalColumns: Int {
  var size = winsize()
  let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
  return isKnown ? Int(size.ws_col) : 80
}
