#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The most memory that this process has held so far, in bytes.
func peakResidentMemory() -> Int {
  var usage = rusage()
  #if canImport(Glibc)
    // An enumeration here, but the function takes its number.
    getrusage(RUSAGE_SELF.rawValue, &usage)
  #else
    getrusage(RUSAGE_SELF, &usage)
  #endif
  #if canImport(Darwin)
    return Int(usage.ru_maxrss)
  #else
    return Int(usage.ru_maxrss) << 10
  #endif
}
