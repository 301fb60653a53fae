extension Aspect {
  /// How far its children's clocks are from the host's. time_namespaces(7)
  static let offsets = Aspect(
    "timens_offsets", of: .time, Text(en: "offsets", zh: "时钟偏移")
  ) { process throws(KernelError) in
    try process.lines("timens_offsets").map { line in
      let words = line.split(separator: " ")
      guard words.count == 3, let nanoseconds = Int(words[2]) else { return line }
      let digits = String(nanoseconds)
      let fraction =
        nanoseconds == 0 ? "" : "." + String(repeating: "0", count: max(0, 9 - digits.count)) + digits
      return "\(words[0]) \(words[1])\(fraction) s"
    }
  }
}
