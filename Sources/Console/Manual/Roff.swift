extension String {
  /// As text of a roff document. groff_char(7)
  ///
  /// A plain hyphen would be shown as a typographic one, which a shell does not know when it is pasted.
  var roff: String {
    var result = "", wasWide = false
    for scalar in unicodeScalars {
      let isWide = scalar.value >= 0x2E80
      // groff breaks a line at spaces only, and Chinese has none.
      if wasWide, isWide, !Self.closing.contains(scalar) { result += "\\:" }
      result += scalar.roff
      wasWide = isWide && !Self.opening.contains(scalar)
    }
    // At the beginning of a line these make a request of it.
    if let first, first == "." || first == "'" { return "\\&" + result }
    return result
  }

  private static let closing = Set("，。；：？！、）》”’」".unicodeScalars)
  private static let opening = Set("（《“‘「".unicodeScalars)
}

extension Unicode.Scalar {
  fileprivate var roff: String {
    switch self {
    case "\\": "\\e"
    case "-": "\\-"
    case "'": "\\(aq"
    case "`": "\\(ga"
    case "^": "\\(ha"
    case "~": "\\(ti"
    case "\"": "\\(dq"
    case "\n": " "
    default: String(self)
    }
  }
}
