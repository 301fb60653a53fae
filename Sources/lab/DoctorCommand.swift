import ArgumentParser
import Console
import Isolation
import LabKit

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "doctor",
    Text(
      en: "Look at this host, and say of each lab whether it runs here, and why not.",
      zh: "检查本机，逐一说明每个实验能否运行，不能运行时说明原因。"))
  @OptionGroup var shelf: Shelf
  @Flag(help: .init(en: "For a program: JSON.", zh: "供程序读取：JSON。")) var json = false

  func run() throws {
    let doctor = Doctor(), language = shelf.spoken
    let (labs, problems) = try shelf.readable()
    if json {
      Terminal.output.deliver(doctor.json(labs).text, by: "lab")
      return try shelf.tell(problems)
    }
    let screen = Screen(.output, language)
    for (name, value) in doctor.facts { screen.fact(name, value.in(language)) }
    for lab in labs {
      let readiness = doctor.examine(lab)
      screen.row(lab, readiness)
      if readiness == .ready { screen.leaves(out: doctor.cut(lab).left) }
    }
    try shelf.tell(problems)
  }
}

extension Doctor {
  /// What was found, as words.
  fileprivate var facts: [(Text, Text)] {
    let kinds = linkKinds().all
    var all = [
      (Text(en: "kernel", zh: "内核"), Text(en: kernel, zh: kernel)),
      (Text(en: "you are", zh: "用户"), Text(en: "uid \(user)", zh: "uid \(user)")),
      (Text(en: "capabilities", zh: "权能"), heldCapabilities),
      (
        Text(en: "user namespaces", zh: "用户命名空间"),
        userNamespaceFailure.map { Text(en: "\($0.error)", zh: "\($0.error)") }
          ?? Text(en: "can be made", zh: "可以创建")
      ),
    ]
    for setting in userNamespaces.settings {
      let value = "\(setting.name) = \(setting.value)"
      all.append(
        (.nothing, setting.forbids ? Text(en: value + "  (forbids them)", zh: value + "（禁止）") : .same(value)))
    }
    all.append((Text(en: "control groups", zh: "控制组"), .same(cgroups.mode.rawValue)))
    for (version, label) in [
      (2, Text(en: "on version 2: ", zh: "版本 2：")), (1, Text(en: "on version 1: ", zh: "版本 1：")),
      (nil, Text(en: "on neither: ", zh: "未挂载：")),
    ] as [(Int?, Text)] {
      let names = cgroups.names(on: version).joined(separator: " ")
      if !names.isEmpty {
        all.append((.nothing, Text(en: label.in(.english) + names, zh: label.in(.chinese) + names)))
      }
    }
    if let own = cgroups.own {
      let yes = Text(en: "you may make groups in \(own)", zh: "可以在 \(own) 中创建控制组")
      let no = Text(en: "you may make no groups in \(own)", zh: "不能在 \(own) 中创建控制组")
      all.append((.nothing, cgroups.isDelegated ? yes : no))
    }
    all.append((Text(en: "overlay", zh: "overlay 文件系统"), overlay.words))
    for presence in [Availability.present, .loadable, .absent, .unknown] {
      let names = kinds.filter { $0.presence == presence }.map(\.name).joined(separator: " ")
      if names.isEmpty { continue }
      let label = presence == .present ? Text(en: "network devices", zh: "网络设备") : .nothing
      all.append(
        (
          label,
          Text(en: "\(presence.words.in(.english)): \(names)", zh: "\(presence.words.in(.chinese))：\(names)")
        ))
    }
    return all
  }

  private var heldCapabilities: Text {
    let missing = missingCapabilities
    if missing.isEmpty { return Text(en: "all", zh: "全部") }
    if missing.count > 8 { return Text(en: "\(missing.count) are missing", zh: "缺少 \(missing.count) 项") }
    let names = missing.joined(separator: ", ")
    return Text(en: "all but \(names)", zh: "缺少 \(names)")
  }

  fileprivate func json(_ labs: [Lab]) -> JSON {
    func strings(_ all: [String]) -> JSON { .array(all.map(JSON.string)) }
    return .object([
      .init("kernel", .string(kernel)), .init("user", .number(UInt64(user))),
      .init("missing-capabilities", strings(missingCapabilities)),
      .init("user-namespaces", .bool(userNamespaceFailure == nil)),
      .init("user-namespace-error", userNamespaceFailure.map { .string("\($0.error)") } ?? .null),
      .init(
        "settings", .object(userNamespaces.settings.map { .init($0.name, .string($0.value)) })),
      .init("cgroup-mode", .string(cgroups.mode.rawValue)),
      .init("cgroup-v2-controllers", strings(cgroups.names(on: 2))),
      .init("cgroup-v1-controllers", strings(cgroups.names(on: 1))),
      .init("cgroup", cgroups.own.map(JSON.string) ?? .null),
      .init("cgroup-delegated", .bool(cgroups.isDelegated)),
      .init("overlay", .string(overlay.rawValue)),
      .init(
        "network-devices", .object(linkKinds().all.map { .init($0.name, .string($0.presence.rawValue)) })),
      .init("labs", .array(labs.map { json(of: $0) })),
    ])
  }

  private func json(of lab: Lab) -> JSON {
    let readiness = examine(lab)
    var members: [JSON.Member] = [
      .init("id", .string(lab.id)), .init("number", .number(UInt64(lab.number))),
      .init("ready", .bool(readiness == .ready)),
    ]
    if case .blocked(let why, let cure) = readiness {
      members += [.init("why", .string(why.in(.english))), .init("cure", .string(cure.in(.english)))]
    }
    return .object(members)
  }
}

extension Availability {
  fileprivate var words: Text {
    switch self {
    case .present: Text(en: "there", zh: "可用")
    case .loadable: Text(en: "as a module, loaded when needed", zh: "内核模块，需要时加载")
    case .absent: Text(en: "not there", zh: "没有")
    case .unknown: Text(en: "cannot tell", zh: "无法判断")
    }
  }
}

extension Text {
  fileprivate static let nothing = Text(en: "", zh: "")
  fileprivate static func same(_ text: String) -> Text { Text(en: text, zh: text) }
}
