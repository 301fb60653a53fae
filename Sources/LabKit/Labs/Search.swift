internal import Isolation

extension Lab {
  /// Whether each word occurs in the id, a claim or a title, in any language and case.
  public func matches(_ words: [String]) -> Bool {
    let texts = ([id] + claims + guides.values.map(\.title)).map { $0.lowercased() }
    return words.allSatisfy { word in texts.contains { $0.contains(word.lowercased()) } }
  }
}
