internal import CLinux
internal import Isolation

/// Whether this kernel has a feature.
public enum Availability: String, Sendable {
  /// Built in, or its module is loaded.
  case present
  /// Its module is there, and is loaded by whoever needs it and may.
  case loadable
  case absent
  case unknown
}

/// What there is of modules, loaded or to be loaded: /sys/module and modules.dep(5).
struct Modules {
  private let names: Set<String>

  init(kernel: String) {
    let lines = ((try? readFile(CString("/lib/modules/\(kernel)/modules.dep"))) ?? "").split(separator: "\n")
    names = Set(
      lines.compactMap { line in
        line.split(separator: ":").first?.split(separator: "/").last?.split(separator: ".").first.map {
          String($0).underscored
        }
      })
  }

  func presence(of name: String) -> Availability? {
    if (try? FileIdentity(of: CString("/sys/module/\(name.underscored)"))) != nil { return .present }
    return names.contains(name.underscored) ? .loadable : nil
  }
}

extension String {
  /// Modules are called the same with either sign.
  fileprivate var underscored: String { String(map { $0 == "-" ? "_" : $0 }) }
}

/// The kinds of network device that this kernel knows.
///
/// One whose module would be loaded by asking is not asked for. The others are tried in a network namespace
/// that nobody else sees, by a process that takes it with it. rtnetlink(7)
public struct LinkKinds: Sendable {
  public struct Kind: Sendable {
    public let name: String
    public let presence: Availability
  }
  public let all: [Kind]

  /// With the modules that have another name than the kind.
  private static let known = [
    ("dummy", "dummy"), ("veth", "veth"), ("bridge", "bridge"), ("vlan", "8021q"), ("macvlan", "macvlan"),
    ("ipvlan", "ipvlan"), ("vxlan", "vxlan"), ("tun", "tun"),
  ]

  init(kernel: String, user: UInt32) {
    let modules = Modules(kernel: kernel)
    // A tun device is made by opening a file, not by rtnetlink.
    let misc = ((try? readFile("/proc/misc")) ?? "").split { $0 == "\n" || $0 == " " }
    let tun = misc.contains("tun") ? Availability.present : .absent
    let found = Self.known.map { kind, module in
      (kind, modules.presence(of: module) ?? (kind == "tun" ? tun : nil))
    }
    let open = found.filter { $0.1 == nil }.map(\.0)
    let tried = open.isEmpty ? [:] : TryLinks.run(open, user: user)
    all = found.map { kind, presence in Kind(name: kind, presence: presence ?? tried[kind] ?? .unknown) }
  }
}

/// Asks for a device of each kind, and writes the answers into a file.
private struct TryLinks: Action, Equatable {
  let kinds: [String]
  let descriptor: Int32

  var call: String { "RTM_NEWLINK" }
  var page: String { "rtnetlink(7)" }

  func perform(in scene: inout Scene) throws(Errno) {
    var report = ""
    for kind in kinds { report += "\(kind) \(unsafe cl_try_link(kind))\n" }
    let bytes = Array(report.utf8)
    try Errno.check(unsafe cl_write(descriptor, bytes, bytes.count))
  }

  /// What came of it; nothing where no network namespace can be had.
  static func run(_ kinds: [String], user: UInt32) -> [String: Availability] {
    let raw = cl_memory_file()
    guard raw >= 0 else { return [:] }
    let file = Descriptor(raw: raw)
    var plan = Plan()
    plan.add(Fork(.child, holdsSignals: false))
    plan.add(Unshare(user == 0 ? .net : [.user, .net]), by: .child)
    plan.add(TryLinks(kinds: kinds, descriptor: file.raw), by: .child)
    plan.add(Wait(.child))
    do throws(Failure) { try plan.run() } catch { return [:] }
    _ = cl_rewind(file.raw)
    let told = String(decoding: (try? file.readAll()) ?? [], as: UTF8.self)
    var result: [String: Availability] = [:]
    for line in told.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 2, let code = Int32(words[1]) else { continue }
      // Every other answer is of one who knows the kind.
      result[String(words[0])] = code == -Errno.notSupported.code ? .absent : code == -1 ? .unknown : .present
    }
    return result
  }
}
