/// A few values by key, in the order in which they came.
///
/// A dictionary is no faster for so few, and asks the runtime how its key is hashed: a tenth of a tool's start.
public struct FewValues<Key: Equatable, Value> {
  private var entries: [(key: Key, value: Value)] = []

  public init() {}

  public subscript(key: Key) -> Value? {
    get {
      for entry in entries where entry.key == key { return entry.value }
      return nil
    }
    set {
      entries.removeAll { $0.key == key }
      if let newValue { entries.append((key, newValue)) }
    }
  }

  public var keys: [Key] { entries.map { $0.key } }
  public var values: [Value] { entries.map { $0.value } }
}

extension FewValues: Sendable where Key: Sendable, Value: Sendable {}
