internal import CLinux

extension Search {
  /// Bind mounts that the caller sees.
  mutating func searchOwnMounts() {
    for mount in mounts(of: "self") where isWanted(mount.kind) {
      add(.mount(mount.path), to: mount.kind, mount.number)
    }
  }

  /// Bind mounts in all other mount namespaces that a process or thread is in.
  mutating func searchForeignMounts() {
    let own = try? link.number(of: "self/ns/mnt", in: proc.raw)
    for index in records.indices where records[index].namespace.kind == .mount {
      let record = records[index]
      if record.namespace.number == own { continue }
      guard let member = record.processes.first ?? record.keepers.lazy.compactMap(\.thread).first else {
        continue
      }
      for mount in mounts(of: CString(member, "")) where isWanted(mount.kind) {
        add(.foreignMount(mount.path, in: record.namespace, seenBy: member), to: mount.kind, mount.number)
      }
    }
  }

  private func mounts(of process: CString) -> [NamespaceMount] {
    guard let text = try? proc.open(process + "/mountinfo").readAll() else { return [] }
    return NamespaceMount.all(in: text)
  }
}

extension Keeper {
  fileprivate var thread: Int32? {
    if case .thread(let thread, _) = self { thread } else { nil }
  }
}
