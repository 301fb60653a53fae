public import Isolation

extension String {
  /// The word of a list that this is most likely meant to be; nil where none is near.
  func nearest(in words: some Sequence<String>) -> String? {
    guard utf8.count <= 40 else { return nil }
    let allowed = max(1, Swift.min(3, count / 3))
    let near = words.map { (word: $0, distance: distance(to: $0)) }.filter { $0.distance <= allowed }
    return near.min { ($0.distance, $0.word) < ($1.distance, $1.word) }?.word
  }

  /// How many letters must be put in, left out, changed or swapped with the next.
  func distance(to other: String) -> Int {
    let a = Array(self), b = Array(other)
    if a.isEmpty || b.isEmpty { return a.count + b.count }
    var rows = [Array(0...b.count)]
    for i in 1...a.count {
      var row = [i]
      for j in 1...b.count {
        let same = a[i - 1] == b[j - 1] ? 0 : 1
        var least = Swift.min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + same)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          least = Swift.min(least, rows[i - 2][j - 2] + 1)
        }
        row.append(least)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}

extension Text {
  /// `; did you mean "minutes"?`, or nothing.
  public static func meant(_ word: String, _ words: some Sequence<String>) -> Text {
    guard let near = word.nearest(in: words) else { return Text(en: "", zh: "") }
    return Text(en: "; did you mean \"\(near)\"?", zh: "；要写的是不是“\(near)”？")
  }

  public func joined(_ other: Text) -> Text {
    Text(en: `in`(.english) + other.in(.english), zh: `in`(.chinese) + other.in(.chinese))
  }
}
