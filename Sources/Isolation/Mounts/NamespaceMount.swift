/// A bind mount of a namespace's file, which keeps the namespace. proc_pid_mountinfo(5)
public struct NamespaceMount: Hashable, Sendable {
  public let kind: NamespaceKind
  public let number: UInt64
  /// As seen from the reader's root.
  public let path: CString

  /// nil for a line that is about anything else.
  init?(_ line: ArraySlice<UInt8>) {
    let fields = line.split(separator: UInt8(ascii: " "))
    guard fields.count > 9, let dash = fields.dropFirst(6).firstIndex(of: [UInt8(ascii: "-")]),
      dash + 1 < fields.count, fields[dash + 1].elementsEqual("nsfs".utf8)
    else { return nil }
    let root = fields[3].split(separator: UInt8(ascii: ":"))
    guard root.count == 2, root[1].first == UInt8(ascii: "["), root[1].last == UInt8(ascii: "]"),
      let kind = NamespaceKind(named: String(decoding: root[0], as: UTF8.self)),
      let number = UInt64(String(decoding: root[1].dropFirst().dropLast(), as: UTF8.self))
    else { return nil }
    self.kind = kind
    self.number = number
    path = CString(bytes: MountPoint.unescaped(fields[4]))
  }

  /// Those among all the mounts of a mountinfo.
  public static func all(in mountinfo: [UInt8]) -> [NamespaceMount] {
    mountinfo.split(separator: UInt8(ascii: "\n")).compactMap(NamespaceMount.init)
  }
}
