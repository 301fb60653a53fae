/// Either something that can be found, or something that can be read and compared.
enum Condition: Sendable {
  case found(any Finder)
  case holds(Comparing)

  var isFound: Bool {
    if case .found = self { true } else { false }
  }
}
