internal import CLinux

/// Takes a mount away. umount(2)
public struct Unmount: Action, Equatable {
  public let target: CString
  public init(_ target: CString) { self.target = target }

  public var call: String { "umount2(\(target), 0)" }
  public var page: String { "umount(2)" }
  public var lasting: Lasting { .permanent }

  public func perform(in scene: inout Scene) throws(Errno) {
    try Errno.check(unsafe cl_umount(target.bytes, 0))
  }
}

extension Unmount: Undo {
  public static var word: String { "unmount" }
  public var words: [CString] { [target] }
  public init?(_ words: [CString]) {
    guard words.count == 1 else { return nil }
    self.init(words[0])
  }
}
