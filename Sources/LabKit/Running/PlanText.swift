internal import CLinux
public import Isolation

/// What beginning a lab would make on this host, as words: by its scene, and by the session itself.
public struct PlanText: Sendable {
  public struct Entry: Sendable {
    public let what: Text
    /// Where it is to be seen, or which; may be empty.
    public let which: String
  }
  public let entries: [Entry]
  /// The calls that make the first shell, in the kernel's words and in order.
  public let calls: [String]

  public init(_ lab: Lab) {
    let folder = "\(StateFolder.path)/\(lab.id).…"
    let place = lab.scene.place(besides: [lab.folder, StateFolder.path], in: folder)
    let filled: @Sendable (String) -> String = { text in
      text.filled { $0 == "scene" ? place ?? "" : "${\($0)}" } ?? text
    }
    let group = Session.groupToMake("…")
    let scene = ShellScene(
      file: lab.scene, group: group, me: .current, place: place, filled: filled, tools: nil)
    let shell = Command(["sh"], environment: [])
    calls = Plan.firstShell(scene, on: "/dev/pts/…", shell).steps.map(\.action.call)
    entries =
      Self.processes + Self.namespaces(scene) + Self.place(scene)
      + lab.scene.things.map { Self.entry($0, filled) }
      + Self.files(lab, folder) + Self.rest(group)
  }

  private static let processes = [
    Entry(
      what: Text(en: "process: a shell, and what you start in it", zh: "进程：一个 shell，以及你在其中启动的一切"), which: ""),
    Entry(
      what: Text(
        en: "process: a warden, which takes all back should lab be killed", zh: "进程：看守，万一 lab 被杀死，由它复原一切"),
      which: ""),
  ]

  private static func namespaces(_ scene: ShellScene) -> [Entry] {
    var all = scene.kinds.ordered.map { kind in
      Entry(
        what: Text(en: "a new \(kind.name) namespace for the shell", zh: "供 shell 使用的新 \(kind.name) 命名空间"),
        which: kind.page)
    }
    if all.isEmpty {
      all.append(
        Entry(
          what: Text(en: "no namespace: the shell is where you are", zh: "不新建命名空间：shell 与你同在一处"), which: ""))
    }
    if scene.kinds.contains(.user) {
      all.append(
        Entry(
          what: Text(en: "id maps: you are root in that user namespace", zh: "ID 映射：你在该用户命名空间中是 root"),
          which: "0 \(scene.me.user) 1"))
    }
    if let user = scene.user {
      all.append(
        Entry(
          what: Text(en: "the shell's rights: an ordinary user's", zh: "shell 的权限：普通用户"),
          which: "uid \(user.user)"))
    }
    return all
  }

  private static func place(_ scene: ShellScene) -> [Entry] {
    guard let place = scene.place else { return [] }
    return scene.kinds.contains(.mount) && !scene.file.isOrdinary
      ? [
        Entry(
          what: Text(
            en: "a mount: tmpfs of 64 MB, in that mount namespace only", zh: "挂载：64 MB 的 tmpfs，只在该挂载命名空间中"),
          which: place)
      ]
      : [Entry(what: Text(en: "a directory, removed at the end", zh: "目录，结束时删除"), which: place)]
  }

  private static func entry(_ thing: SceneThing, _ filled: (String) -> String) -> Entry {
    let what: Text =
      switch thing {
      case .directory: Text(en: "a directory", zh: "目录")
      case .file: Text(en: "a file", zh: "文件")
      case .link: Text(en: "a symbolic link", zh: "符号链接")
      case .tmpfs(_, let propagation):
        Text(en: "a mount: tmpfs, \(propagation.rawValue)", zh: "挂载：tmpfs，\(propagation.rawValue)")
      }
    return Entry(what: what, which: filled(thing.path))
  }

  private static func files(_ lab: Lab, _ folder: String) -> [Entry] {
    var all = [
      Entry(
        what: Text(en: "a folder of the session: journal, lock; removed at the end", zh: "会话目录：日志和锁，结束时删除"),
        which: folder)
    ]
    if let path = RecordFile.path(of: lab.id) {
      all.append(
        Entry(what: Text(en: "a file that stays: the record of the run", zh: "保留的文件：本次运行的记录"), which: path))
    }
    return all
  }

  private static func rest(_ group: ControlGroup?) -> [Entry] {
    guard let group else {
      return [
        Entry(
          what: Text(
            en: "no cgroup, no network device and no mount of the host's", zh: "宿主机上不创建控制组、网络设备和挂载"),
          which: "")
      ]
    }
    return [
      Entry(
        what: Text(en: "a cgroup that holds all processes, removed at the end", zh: "控制组：容纳所有进程，结束时删除"),
        which: group.path.text),
      Entry(
        what: Text(en: "no network device and no mount of the host's", zh: "宿主机上不创建网络设备和挂载"), which: ""),
    ]
  }
}
