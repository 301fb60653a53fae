extension String {
  /// In pieces of so many columns: broken at a space where that is near, else anywhere.
  ///
  /// From the second piece on they begin with `indent` spaces.
  public func wrapped(to width: Int, indent: Int = 0) -> [String] {
    var lines: [String] = []
    var line: [Character] = []
    var columns = 0
    for character in self {
      // A closing mark never begins a line: it hangs over.
      if columns + character.displayWidth > width, columns > 0, !"，。；：、！？）”’》】".contains(character) {
        let rest = line.cutOffLastWord(after: lines.isEmpty ? 0 : indent)
        lines.append(String(line))
        line = Array(repeating: " ", count: indent) + rest
        columns = String(line).displayWidth
        if character == " " && rest.isEmpty { continue }
      }
      line.append(character)
      columns += character.displayWidth
    }
    lines.append(String(line))
    return lines
  }
}

extension [Character] {
  /// The end that belongs on the next line: a word that has begun. None if there is no space, or if
  /// less than half a line would be left, or where Chinese ends, which may break anywhere.
  fileprivate mutating func cutOffLastWord(after indent: Int) -> [Character] {
    guard let space = lastIndex(of: " "), space > indent, space > count / 2,
      !self[space...].contains(where: { $0.displayWidth == 2 })
    else { return [] }
    let word = Array(self[(space + 1)...])
    removeSubrange(space...)
    return word
  }
}
