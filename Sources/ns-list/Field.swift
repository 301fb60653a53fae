import Isolation

/// A column: those of lsns(8), and two of our own.
enum Field: String, CaseIterable, Sendable {
  case ns, type, path, nprocs, pid, ppid, command, uid, user, netnsid, nsfs, pns, ons
  case creator, kept

  var name: String { rawValue.uppercased() }
  /// In the order in which lsns has them.
  static let peers: [Field] = allCases.filter { ![.creator, .kept].contains($0) }
  static let numbers: [Field] = [.ns, .nprocs, .pid, .ppid, .uid, .pns, .ons]

  static let list = allCases.map(\.name).joined(separator: ", ")

  var isNumber: Bool { Self.numbers.contains(self) }

  init?(named name: some StringProtocol) { self.init(rawValue: name.lowercased()) }

  var help: Text {
    switch self {
    case .ns: Text(en: "the namespace's number (inode)", zh: "命名空间的编号（inode）")
    case .type: Text(en: "its kind", zh: "命名空间的种类")
    case .path: Text(en: "a file that leads to it", zh: "通向它的文件")
    case .nprocs: Text(en: "how many processes are in it", zh: "其中的进程数")
    case .pid: Text(en: "the lowest pid of those", zh: "其中最小的 PID")
    case .ppid: Text(en: "the parent of that process", zh: "该进程的父进程")
    case .command: Text(en: "its command line", zh: "该进程的命令行")
    case .uid: Text(en: "the user it runs as", zh: "运行该进程的用户 id")
    case .user: Text(en: "the name of that user", zh: "该用户的名字")
    case .netnsid: Text(en: "the number your network namespace has for it", zh: "你所在的网络命名空间给它的编号")
    case .nsfs: Text(en: "where it is mounted, as you see it", zh: "它的挂载位置（从你的视角）")
    case .pns: Text(en: "the namespace it is nested in, or 0", zh: "它所嵌套于的命名空间，没有则为 0")
    case .ons: Text(en: "the user namespace that owns it, or 0", zh: "拥有它的用户命名空间，没有则为 0")
    case .creator: Text(en: "who made it (user namespaces)", zh: "创建它的用户（用户命名空间）")
    case .kept: Text(en: "what else keeps it alive", zh: "还有什么使它保持存在")
    }
  }
}
