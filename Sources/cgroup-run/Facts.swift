import Console
import Isolation

/// What a plan depends on besides the options, read once.
struct Facts: Sendable {
  var maker = GroupMaker(pid: 0, isRoot: true, hasSystemd: false)
  var hierarchies: [Hierarchy] = []
  /// Controllers that this kernel has, and that were not turned off.
  var controllers: Set<String> = []
  /// This process's group in version 2 and those above; or the one that --parent names.
  var lineage: [GroupAncestor] = []
  /// In each hierarchy of version 1, by where it is mounted, the group in which another may be made.
  var ones: [CString: OneGroup] = [:]
  /// Whether this process may be moved from its own group of version 2 into that of --parent, or below it.
  var maySettleInTwo = true
  /// Whether --parent names a group.
  var hasParent = false
  /// Whether /proc shows the processes of this pid namespace.
  var showsProcesses = true
  /// Numbers of block devices by their files.
  var devices: [CString: String] = [:]
  var owner: Credentials?
  /// Processors that are online.
  var online: NumberRanges?
  /// A part of the name that no other group has.
  var token = "00000000"

  /// A group of version 1.
  struct OneGroup: Hashable, Sendable {
    var directory: CString
    var isMine = true
    var isReadOnly = false
    /// Of cpuset: a new group has none until it is given some.
    var processors = NumberRanges()
    var nodes = NumberRanges()
  }
}

extension Facts {
  /// This host, as far as the options ask.
  init(for options: Options) throws(Refusal) {
    let me = ProcessSelf().pid, membership: CgroupMembership
    maker = GroupMaker(
      pid: me, isRoot: Credentials.current.user == 0, hasSystemd: Self.isThere("/run/systemd/system"))
    token = randomDigits(8)
    showsProcesses = ProcessSelf().isShown
    do throws(Errno) {
      hierarchies = try Hierarchies.own().all
      membership = try CgroupMembership(of: me)
    } catch { throw .noProc(error) }
    controllers = KernelControllers.own.enabled.union(hierarchies.flatMap(\.controllers))
    let parent = options.parent.flatMap { NamedGroup($0, in: hierarchies) }
    if let word = options.parent, parent == nil { throw .noGroup(word) }
    for hierarchy in hierarchies {
      let path = parent?.path(in: hierarchy, of: membership) ?? membership.path(in: hierarchy)
      guard let path, let directory = hierarchy.directory(of: path), Self.isThere(directory) else { continue }
      if hierarchy.version == .two {
        let group = ControlGroup(directory)
        lineage = (parent == nil ? group.lineage : [group]).map { GroupAncestor(reading: $0) }
        if parent != nil, let own = membership.path(in: hierarchy).flatMap({ hierarchy.directory(of: $0) }) {
          maySettleInTwo = group.maySettle(from: ControlGroup(own))
        }
      } else {
        ones[hierarchy.mount] = OneGroup(reading: directory)
      }
    }
    hasParent = parent != nil
    for request in options.io { devices[request.device] = try Self.blockDevice(request.device) }
    if options.processors != nil { online = .online }
    if let owner = options.owner { self.owner = try Self.credentials(of: owner) }
  }

  private static func isThere(_ path: CString) -> Bool { (try? FileIdentity(of: path)) != nil }

  private static func credentials(of word: CString) throws(Refusal) -> Credentials {
    let users = UserDatabase.users
    // The last is no user: chown(2) would change nothing.
    guard let user = users.id(of: word.text), user != .max else {
      throw Refusal(Text(en: "there is no user \(word.text)", zh: "没有用户 \(word.text)"), isUsage: false)
    }
    return Credentials(user: user, group: users.group(of: user) ?? user)
  }

  private static func blockDevice(_ word: CString) throws(Refusal) -> String {
    let numbers = word.text.split(separator: ":").map { UInt32($0) }
    if numbers.count == 2, numbers.allSatisfy({ $0 != nil }) { return word.text }
    let device: BlockDevice
    do throws(Errno) { device = try BlockDevice(word) } catch { throw .noDevice(word, error) }
    if device.isPartition { throw .isPartition(word) }
    return device.number
  }
}

extension Facts.OneGroup {
  init(reading directory: CString) {
    self.init(directory: directory)
    isMine = ControlGroup(directory).isMine
    isReadOnly = ControlGroup(directory).isReadOnly
    guard let folder = try? GroupFolder(opening: directory, .one) else { return }
    var buffer = GroupBuffer()
    do throws(Errno) {
      guard let set = try Cpuset(in: folder, &buffer) else { return }
      processors = set.effectiveProcessors ?? set.processors
      nodes = set.effectiveNodes ?? set.nodes
    } catch {}
  }
}

extension Refusal {
  fileprivate static func noProc(_ errno: Errno) -> Refusal {
    Refusal(Text(en: "/proc: \(errno)", zh: "/proc：\(errno)"), isUsage: false)
  }
  fileprivate static func noGroup(_ word: CString) -> Refusal {
    Refusal(
      Text(
        en: "--parent \(word.text): neither the directory of a control group nor the path of one",
        zh: "--parent \(word.text)：既不是控制组的目录，也不是控制组的路径"), isUsage: false)
  }
  fileprivate static func noDevice(_ word: CString, _ errno: Errno) -> Refusal {
    Refusal(Text(en: "--io \(word.text): \(errno)", zh: "--io \(word.text)：\(errno)"), isUsage: false)
  }
  fileprivate static func isPartition(_ word: CString) -> Refusal {
    Refusal(
      Text(
        en: "--io \(word.text): a partition has no bounds of its own; name the whole disk",
        zh: "--io \(word.text)：分区没有单独的上限，请给出整个磁盘"), isUsage: false)
  }
}
