/// A few values by key, in the order in which they came.
///
/// A dictionary is no faster for so few, and asks the runtime how its key is hashed; an array has its type made by the
/// runtime. Most often there is one value, which needs neither.
public struct FewValues<Key: Equatable, Value> {
  private var first: (key: Key, value: Value)?
  private var others: [(key: Key, value: Value)] = []

  public init() {}

  public subscript(key: Key) -> Value? {
    get {
      if let first, first.key == key { return first.value }
      for entry in others where entry.key == key { return entry.value }
      return nil
    }
    set {
      if let first, first.key == key { self.first = others.isEmpty ? nil : others.removeFirst() }
      if !others.isEmpty { others.removeAll { $0.key == key } }
      guard let newValue else { return }
      if first == nil { first = (key, newValue) } else { others.append((key, newValue)) }
    }
  }

  public var isEmpty: Bool { first == nil }
  public var keys: [Key] {
    var keys: [Key] = []
    each { key, _ in keys.append(key) }
    return keys
  }

  public func each(_ body: (Key, Value) -> Void) {
    if let first { body(first.key, first.value) }
    for entry in others { body(entry.key, entry.value) }
  }
}

extension FewValues: Sendable where Key: Sendable, Value: Sendable {}
