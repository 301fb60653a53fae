extension Aspect {
  /// The mounts, without what is other in every copy of them. proc_pid_mountinfo(5)
  static let mounts = Aspect(
    "mounts", of: .mount, Text(en: "mounts", zh: "挂载"), form: .set(count: { .seesMounts($0) })
  ) { process throws(KernelError) in
    try table(of: process).mounts.map { mount in
      // What is mounted says more than the device, of a namespace's file or a part of a file system.
      let what = mount.root == "/" ? mount.source : mount.root
      return "\(mount.path)  \(mount.type) \(what)"
    }
  }

  /// How many of them share later mounts with others. mount_namespaces(7)
  static let propagation = Aspect(
    "propagation", of: .mount, Text(en: "propagation", zh: "传播方式")
  ) { process throws(KernelError) in
    let mounts = try table(of: process).mounts
    let shared = mounts.count { $0.peers != nil }
    let slaves = mounts.count { $0.peers == nil && $0.master != nil }
    let rest = mounts.count - shared - slaves
    return [("private", rest), ("shared", shared), ("slave", slaves)].filter { $0.1 > 0 }
      .map { "\($0.0) \($0.1)" }
  }

  private static func table(of process: borrowing ComparedProcess) throws(KernelError) -> MountTable {
    MountTable(try process.lines("mountinfo").joined(separator: "\n"))
  }
}
