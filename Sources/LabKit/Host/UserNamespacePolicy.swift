internal import Isolation

/// What this host says to user namespaces of ordinary users.
public struct UserNamespacePolicy: Sendable {
  /// A setting that has a say in it, and whether it forbids.
  public struct Setting: Sendable {
    public let name: String
    public let value: String
    public let forbids: Bool
  }
  public let settings: [Setting]

  init() {
    var found: [Setting] = []
    func read(_ name: String, _ file: String, _ forbids: (String) -> Bool) {
      guard let value = try? readLine(CString("/proc/sys/\(file)")) else { return }
      found.append(Setting(name: name, value: value, forbids: forbids(value)))
    }
    read("user.max_user_namespaces", "user/max_user_namespaces") { $0 == "0" }
    // Debian's, and Ubuntu's.
    read("kernel.unprivileged_userns_clone", "kernel/unprivileged_userns_clone") { $0 == "0" }
    let apparmor = "apparmor_restrict_unprivileged_userns"
    read("kernel.\(apparmor)", "kernel/\(apparmor)") { $0 != "0" }
    settings = found
  }
}

extension Failure {
  /// Why user namespaces cannot be had, and what would help here.
  var ofUserNamespaces: (why: Text, cure: Text) {
    let found = diagnoses().first
    let general = Text(
      en: "run it as root, or in the playground: make playground",
      zh: "以 root 身份运行，或者在演练虚拟机中运行：make playground")
    let why = found?.why ?? Text(en: "\(error)", zh: "\(error)")
    let words = found?.cures.compactMap { cure in
      cure.words(in: .english).map { Text(en: $0, zh: cure.words(in: .chinese) ?? $0) }
    }
    return (why, words?.first.map { $0.or(general) } ?? general)
  }
}

extension Text {
  fileprivate func or(_ other: Text) -> Text {
    Text(
      en: "\(self.in(.english)); or \(other.in(.english))",
      zh: "\(self.in(.chinese))；或者\(other.in(.chinese))")
  }
}
