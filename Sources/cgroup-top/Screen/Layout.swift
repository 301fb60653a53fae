/// Which columns a screen has room for, and where they stand.
struct Layout: Equatable {
  struct Place: Equatable {
    let field: Field
    /// Where its gap begins.
    let start: Int
    /// Of its text.
    let width: Int
    /// Of its bar; 0: none.
    let bar: Int
  }
  /// Of the group's name, with the mark of the cursor before it.
  private(set) var nameWidth: Int
  private(set) var places: [Place] = []

  private static let leastName = 20
  private static let bar = 8

  /// `first`: so many of the fields are left out.
  init(_ fields: [Field], first: Int, columns: Int) {
    var chosen: [(field: Field, width: Int, bar: Int)] = []
    var room = columns - Self.leastName
    for field in fields.dropFirst(first) {
      let width = max(field.name.utf8.count, field.width)
      var bar = field.hasBar ? Self.bar : 0
      if width + 1 + (bar > 0 ? bar + 1 : 0) > room { bar = 0 }
      guard width + 1 <= room else { break }
      chosen.append((field, width, bar))
      room -= width + 1 + (bar > 0 ? bar + 1 : 0)
    }
    // What is left is the name's, so that columns end at the edge.
    nameWidth = max(0, min(columns, Self.leastName + room))
    var start = nameWidth
    for (field, width, bar) in chosen {
      places.append(Place(field: field, start: start, width: width, bar: bar))
      start += width + 1 + (bar > 0 ? bar + 1 : 0)
    }
  }
}

extension Field {
  /// The columns that its values take for a person.
  fileprivate var width: Int {
    switch self {
    case .group: 20
    case .cpuTime: 9
    case .state: 8
    default: 5
    }
  }

  /// What has a bound, and one that all share.
  var hasBar: Bool { self == .cpu || self == .memory }
}
