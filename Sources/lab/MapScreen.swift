import Console
import Isolation
import LabKit

extension Screen {
  /// Who began whom, and in which namespaces of its own.
  func show(_ map: SessionMap) {
    if form.isLinear { return map.places.forEach { showLinear($0, below: nil) } }
    let names = [
      Text(en: "PROCESS", zh: "进程"), Text(en: "PID OUTSIDE", zh: "外面的 PID"),
      Text(en: "PID INSIDE", zh: "里面的 PID"), Text(en: "NAMESPACES OF ITS OWN", zh: "与父进程不同的命名空间"),
    ].map { $0.in(language) }
    let table = Table(
      [Column(names[0]), Column(names[1], isRight: true), Column(names[2], isRight: true), Column(names[3])],
      map.places.map(row), tree: 0)
    var text = String(decoding: table.plain(), as: UTF8.self)
    if form.isASCII {
      for (line, sign) in [("├─", "|-"), ("└─", "`-"), ("│", "|")] { text = text.replacing(line, with: sign) }
    }
    write(text)
  }

  private func row(_ place: SessionMap.Place) -> Row {
    Row(
      [
        Cell(place.name), Cell(place.pid),
        place.levels.count > 1
          ? Cell(place.levels.dropFirst().map(String.init).joined(separator: " ")) : .none,
        Cell(place.new.joined(separator: " ")),
      ], children: place.children.map(row))
  }

  private func showLinear(_ place: SessionMap.Place, below parent: SessionMap.Place?) {
    let inner = place.levels.dropFirst().map(String.init).joined(separator: " ")
    let new = place.new.joined(separator: " ")
    let english =
      "\(place.name), pid \(place.pid)" + (inner.isEmpty ? "" : ", inside \(inner)")
      + (parent.map { ", child of \($0.name) \($0.pid)" } ?? ", outside")
      + (new.isEmpty ? "" : ", in namespaces of its own: \(new)")
    let chinese =
      "\(place.name)，PID \(place.pid)" + (inner.isEmpty ? "" : "，里面的 PID \(inner)")
      + (parent.map { "，\($0.name) \($0.pid) 的子进程" } ?? "，在外面")
      + (new.isEmpty ? "" : "，与父进程不同的命名空间：\(new)")
    say(Text(en: english, zh: chinese))
    for child in place.children { showLinear(child, below: place) }
  }
}
