internal import CLinux

/// Stops all processes of a group, or lets them go on; returns when they have come to rest. cgroup.freeze, freezer.state
///
/// A frozen process of version 2 still dies of a signal; one of version 1 only when it goes on.
public struct FreezeGroup: Undo, Equatable {
  public let path: CString
  public let version: GroupVersion
  public let isFrozen: Bool

  public init(_ path: CString, _ version: GroupVersion, isFrozen: Bool = true) {
    self.path = path
    self.version = version
    self.isFrozen = isFrozen
  }

  public static let word = "thaw-group"
  public var words: [CString] { [path, version == .two ? "2" : "1"] }
  public init?(_ words: [CString]) {
    guard words.count == 2 else { return nil }
    self.init(words[0], words[1] == "2" ? .two : .one, isFrozen: false)
  }

  private var line: GroupSetting.Line? { GroupSetting.freezer(isFrozen).lines(version).first }
  public var call: String {
    line.map { "write(\(path + "/" + CString($0.file)), \"\($0.text)\")" } ?? ""
  }
  public var page: String { "cgroups(7)" }
  public var hasUndo: Bool { isFrozen }
  public var undo: (any Undo)? { isFrozen ? FreezeGroup(path, version, isFrozen: false) : nil }

  public func perform(in scene: inout Scene) throws(Errno) {
    guard let line else { return }
    try ControlGroup(path).write(line.text, to: line.file)
    let folder = try GroupFolder(opening: path, version), deadline = cl_now() + 10_000
    var buffer = GroupBuffer()
    // One that waits in the kernel for something else comes to rest only afterwards.
    while try FreezerState(in: folder, &buffer) != (isFrozen ? .frozen : .running) {
      if cl_now() > deadline { throw .busy }
      cl_pause(2)
    }
  }
}
