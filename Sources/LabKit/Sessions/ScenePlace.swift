internal import CLinux
internal import Isolation

extension SceneFile {
  /// Whether `${scene}` stands for anything.
  var hasPlace: Bool { isOrdinary || namespaces.contains(.mount) }

  /// The directory that `${scene}` stands for: short, since learners type it.
  ///
  /// In a mount namespace of its own a scene covers a directory that every system has, and that the
  /// learner does not need; an ordinary user gets a directory in /tmp.
  func place(besides needed: [String], in folder: String) -> String? {
    if isOrdinary { return "/tmp/lab-\(folder.suffix(8))" }
    guard hasPlace else { return nil }
    let home = unsafe cl_getenv("HOME").map { unsafe String(cString: $0) } ?? "/"
    let current = (try? Descriptor(opening: "/proc/self").readLink("cwd").text) ?? "/"
    let taken = ((try? MountTable.own().mounts.map(\.path)) ?? []) + needed + [home, current]
    return ["/mnt", "/media", "/srv", "/opt"].first { place in
      (try? FileIdentity(of: CString(place))) != nil
        && !taken.contains { $0 == place || $0.hasPrefix(place + "/") }
    } ?? folder + "/scene"
  }
}
