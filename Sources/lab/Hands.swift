/// A show of hands: how many are for each choice, and how many do not know.
struct Hands: Equatable {
  let counts: [Int]

  /// `3 12 5`, also with commas or full-width digits; nil where there is no number.
  init?(_ line: String) {
    let numbers = line.split { !$0.isNumber }.compactMap { word in
      let digits = word.compactMap(\.wholeNumberValue)
      return digits.count == word.count && digits.count < 6 ? digits.reduce(0) { $0 * 10 + $1 } : nil
    }
    guard !numbers.isEmpty else { return nil }
    counts = numbers
  }

  /// `  12  ############`: at most forty signs.
  func bar(_ index: Int) -> String {
    guard counts.indices.contains(index) else { return "" }
    let most = counts.max() ?? 0, width = most > 40 ? counts[index] * 40 / most : counts[index]
    let number = String(counts[index])
    return String(repeating: " ", count: max(0, 4 - number.count)) + number + "  "
      + String(repeating: "#", count: width)
  }
}
