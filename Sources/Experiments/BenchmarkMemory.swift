#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The most memory this process has held so far, in MiB.
func peakMebibytes() -> Int {
  var usage = rusage()
  #if canImport(Glibc)
    // An enumeration here, but the function takes its number.
    getrusage(RUSAGE_SELF.rawValue, &usage)
  #else
    getrusage(RUSAGE_SELF, &usage)
  #endif
  #if canImport(Darwin)
    return Int(usage.ru_maxrss) >> 20
  #else
    return Int(usage.ru_maxrss) >> 10
  #endif
}
