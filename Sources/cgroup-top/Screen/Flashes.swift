/// Counters of events that have moved of late.
struct Flashes {
  private struct Place: Hashable {
    let node: ObjectIdentifier
    let field: Field
  }
  private var left: [Place: Int] = [:]

  /// Rounds for which one is shown.
  private static let rounds = 3

  /// Another round: of the groups that are on the screen.
  mutating func advance(_ lines: some Sequence<Line>, _ fields: [Field], _ measure: Measure) {
    var next: [Place: Int] = [:]
    for line in lines {
      for field in fields where field.isEvent {
        let place = Place(node: ObjectIdentifier(line.node), field: field)
        if measure.moved(field, line.node) ?? 0 > 0 {
          next[place] = Self.rounds
        } else if let rounds = left[place], rounds > 1 {
          next[place] = rounds - 1
        }
      }
    }
    left = next
  }

  func contains(_ field: Field, of line: Line) -> Bool {
    left[Place(node: ObjectIdentifier(line.node), field: field)] != nil
  }
}
