/// Whether a group is stopped as a whole. cgroup.freeze and cgroup.events; freezer.state
public enum FreezerState: Hashable, Sendable {
  case running
  /// It has been told to, but some of its processes have not come to rest.
  case freezing
  case frozen

  /// nil for the topmost group, which cannot be frozen.
  public init?(in folder: borrowing GroupFolder, _ buffer: inout GroupBuffer) throws(Errno) {
    switch folder.version {
    case .two:
      guard let events = try buffer.optional("cgroup.events", in: folder) else { return nil }
      let isFrozen = events.number(of: "frozen") == 1
      let isTold = try buffer.optional("cgroup.freeze", in: folder)?.number == 1
      self = isFrozen ? .frozen : isTold ? .freezing : .running
    case .one:
      switch try buffer.optional("freezer.state", in: folder)?.lines.first {
      case "THAWED": self = .running
      case "FREEZING": self = .freezing
      case "FROZEN": self = .frozen
      default: return nil
      }
    }
  }
}

extension GroupSetting {
  public static func freezer(_ isFrozen: Bool) -> GroupSetting {
    GroupSetting(
      "freezer", two: [("cgroup.freeze", isFrozen ? "1" : "0")],
      one: [("freezer.state", isFrozen ? "FROZEN" : "THAWED")])
  }
}
