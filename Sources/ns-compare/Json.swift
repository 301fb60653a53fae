import Console
import Isolation

extension ProcessComparison {
  /// All of it, with keys that stay.
  var json: JSON {
    .object([
      .init("a", a.json), .init("b", b.json), .init("same", JSON(isSame)),
      .init(
        "namespaces",
        .object(
          kinds.map { kind in
            let own = kind.isSame.comparison(kind.a, kind.b) { .number(UInt64($0.first ?? "") ?? 0) }
            return .init(kind.kind.name, .object(own + [.init("sees", .object(kind.aspects.map(\.json)))]))
          })),
      .init("process", .object(own.map(\.json))),
    ])
  }
}

extension ProcessComparison.Side {
  fileprivate var json: JSON {
    .object([.init("pid", .number(UInt64(pid))), .init("name", .string(name)), .init("self", .bool(isSelf))])
  }
}

extension AspectComparison {
  fileprivate var json: JSON.Member {
    let value: ([String]) -> JSON = { .array($0.map { .string($0) }) }
    return .init(aspect.name, .object(isSame.comparison(a, b, value)))
  }
}

extension Bool? {
  fileprivate func comparison(_ a: Finding, _ b: Finding, _ value: ([String]) -> JSON) -> [JSON.Member] {
    func side(_ name: String, _ finding: Finding) -> [JSON.Member] {
      [
        .init(name, finding.items.map(value) ?? .null),
        .init(name + "_reason", finding.refusal.map { .string("\($0)") } ?? .null),
      ]
    }
    return [.init("same", JSON(self))] + side("a", a) + side("b", b)
  }
}

extension JSON {
  fileprivate init(_ value: Bool?) { self = value.map { .bool($0) } ?? .null }
}
