/// A number as a person writes it: `20`, `0.5`, `64M`, and `max` for no bound.
struct FilterNumber {
  let value: Double

  /// K, M, G and T are powers of 1024.
  init?(_ text: String) {
    if text == "max" {
      value = .infinity
      return
    }
    let powers: [Character: Double] = ["K": 1024, "M": 1_048_576, "G": 1_073_741_824, "T": 1_099_511_627_776]
    let power = text.last.flatMap { powers[$0] }
    let digits = power == nil ? text[...] : text.dropLast()
    guard digits.allSatisfy({ $0.isNumber || $0 == "." }), let number = Double(digits) else { return nil }
    value = number * (power ?? 1)
  }
}
