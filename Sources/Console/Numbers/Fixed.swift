extension Double {
  /// With so many digits after the point, rounded: without Foundation there is no format.
  public func fixed(_ digits: Int) -> String {
    let power = (0..<digits).reduce(UInt64(1)) { power, _ in power * 10 }
    // rounded() would need the library of mathematics.
    let scaled = magnitude * Double(power) + 0.5
    guard isFinite, scaled < 1.8e19 else { return "\(self)" }
    let whole = UInt64(scaled), sign = self < 0 && whole > 0 ? "-" : ""
    guard digits > 0 else { return sign + String(whole) }
    let rest = String(whole % power)
    return sign + String(whole / power) + "." + String(repeating: "0", count: digits - rest.utf8.count) + rest
  }
}
