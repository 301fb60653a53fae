import Isolation

/// What a plan depends on besides the options. It is read once, and no more of it than they need.
///
/// The target may end, and its number come to mean another, between this and `pidfd_open`: then
/// what is entered is still that one process's, but the order may be wrong, and setns(2) refuses.
/// A target given with its inode cannot be mistaken at all.
struct Facts: Sendable {
  enum State: Sendable {
    case alive, ended, missing
    /// Missing, or hidden: this proc shows a user no process of another.
    case hidden
    /// Another than the one that is meant; or, where pidfds have no inodes of their own, none that can be told.
    case other(UInt64?)
  }

  var state: State = .alive
  /// Where the namespaces are found that were given by number.
  var paths: [NamespaceKind: CString] = [:]
  /// The namespaces that the caller is in.
  var own: [NamespaceKind: FileIdentity] = [:]
  /// Those that are to be entered.
  var entered: [NamespaceKind: FileIdentity] = [:]
  /// For each of them the user namespace that owns it, and the ancestors of that one, as far as the
  /// kernel shows them to the caller.
  var owners: [NamespaceKind: [FileIdentity]] = [:]
  /// The user namespaces above the one that is to be entered, up to the caller's own, which is not among
  /// them; the nearest first.
  var between: [FileIdentity] = []
  /// What the named files are; no entry for what is no namespace.
  var fileKinds: [NamespaceKind: NamespaceKind] = [:]
  /// Whether setgroups(2) is forbidden in the user namespace of the target, or may be.
  var deniesSetgroups = false
  /// Whether the caller may change its groups where it is now.
  var mayDropGroups = true
  /// The target's, as `NAME=value`.
  var environment: [CString]?
  /// `cgroup.procs` of the groups that the target is in and the caller is not.
  var cgroups: [CString] = []
  /// Hierarchies whose group has no file here.
  var unreachableCgroups: [CgroupMembership.Entry] = []
  /// The target's SELinux context, where SELinux is in use.
  var context: CString?
}

extension Facts {
  /// Reads /proc/PID and the files.
  init(for options: Options) throws(KernelError) {
    if let pid = options.target { try look(at: pid, options.targetInode) }
    guard case .alive = state else { return }
    for (kind, source) in options.kinds {
      if case .number(let number) = source { paths[kind] = kind.path(toNumber: number) }
      if case .file(let file) = source { fileKinds[kind] = try? NamespaceFile(opening: file).kind() }
    }
    if let pid = options.target {
      try readProcess(pid, options)
      if options.joinsCgroup { try readCgroups(pid) }
    }
    if options.all || options.entersUser { try readOwners(options) }
  }

  private mutating func look(at pid: Int32, _ inode: UInt64?) throws(KernelError) {
    do throws(Errno) {
      switch try Presence(of: pid) {
      case .alive: state = .alive
      case .ended: state = .ended
      case .hidden: state = .hidden
      case .missing: state = .missing
      }
    } catch { throw KernelError("stat(\(CString("/proc/\(pid)/ns/mnt")))", error) }
    guard let inode, case .alive = state else { return }
    let now = try? Pidfd(pid).inode()
    if now != inode { state = .other(now) }
  }

  private mutating func readProcess(_ pid: Int32, _ options: Options) throws(KernelError) {
    if options.takesEnvironment {
      let file = CString("/proc/\(pid)/environ")
      do throws(Errno) {
        // Entries without "=", or none at all, are nothing unusual.
        environment = try Descriptor(opening: file).readAll().split(separator: 0).map { CString(bytes: $0) }
      } catch { throw KernelError("read(\(file))", error) }
    }
    if options.followsContext, (try? FileIdentity(of: "/sys/fs/selinux/enforce")) != nil {
      context = (try? readFile(CString("/proc/\(pid)/attr/current"))).map { CString($0) }
    }
  }

  private mutating func readCgroups(_ pid: Int32) throws(KernelError) {
    let theirs: CgroupMembership, mine: CgroupMembership
    do throws(Errno) {
      theirs = try CgroupMembership(of: pid)
      mine = CgroupMembership(reading: try readFile("/proc/self/cgroup"))
    } catch { throw KernelError("read(\"/proc/\(pid)/cgroup\")", error) }
    let mounts = (try? MountTable.own()) ?? MountTable("")
    for entry in theirs.entries where !mine.entries.contains(entry) {
      if let directory = entry.directory(in: mounts) {
        cgroups.append(directory + "/cgroup.procs")
      } else {
        unreachableCgroups.append(entry)
      }
    }
  }
}
