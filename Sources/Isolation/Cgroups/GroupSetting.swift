/// What a group is told by writing to its files, in the form of each version.
public struct GroupSetting: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    public let file: String
    public let text: String
  }

  /// By its name in version 2.
  public let controller: String
  public let two: [Line]
  /// None where version 1 cannot do it.
  public let one: [Line]

  init(_ controller: String, two: [(String, String)] = [], one: [(String, String)] = []) {
    self.controller = controller
    self.two = two.map { Line(file: $0.0, text: $0.1) }
    self.one = one.map { Line(file: $0.0, text: $0.1) }
  }

  public func lines(_ version: GroupVersion) -> [Line] { version == .two ? two : one }
}
