internal import Isolation

/// What a process's network namespace holds, by the tables of /proc/PID/net. proc_pid_net(5), network_namespaces(7)
enum NetworkSubject {
  /// `{links: VALUE, in: NAME}`: the names of its links, sorted, with blanks between.
  static let links: Vocabulary.Read = { value, fields, names throws(FormatError) in
    try .placed(value, &fields, names, at: "in", { Text(en: "the links in \($0)", zh: "\($0) 中的网络接口") }) {
      _, pid in
      read("dev", of: pid) { .value(linkNames($0).joined(separator: " "), source: $1) }
    }
  }

  /// `{link: NAME, in: NAME2, present: true|false}`, or `state: up|down`
  static let link: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let name = try value.text()
    if fields.keys.contains("state") {
      return try .about(
        &fields, names, at: "in", is: "state", otherwise: .equal("up"),
        { Text(en: "the state of the link \(name) in \($0)", zh: "\($0) 中接口 \(name) 的状态") }
      ) { look, pid in
        do throws(Failure) {
          let filled = look.filled(name) ?? name
          let state = try Inside.tell(LinkState(filled), in: .net, at: CString("/proc/\(pid)/ns/net"))
          return .value(state, source: "ioctl(SIOCGIFFLAGS) in \(look.describe(.net, of: pid))")
        } catch {
          return error.errno == .noDevice
            ? .missing(Text(en: "there is no link \(name)", zh: "没有接口 \(name)")) : .failed(error)
        }
      }
    }
    return try presence(
      of: value, &fields, names, file: "dev",
      { Text(en: "the link \(name) in \($0)", zh: "\($0) 中的接口 \(name)") }, linkNames)
  }

  /// `{route: "198.18.0.0/15", in: NAME, present: true|false}`
  static let route: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let route = try value.text()
    return try presence(
      of: value, &fields, names, file: "route",
      { Text(en: "the route to \(route) in \($0)", zh: "\($0) 中到 \(route) 的路由") }, RouteTable.destinations)
  }

  /// `{address: 198.18.0.1, in: NAME, present: true|false}`: an IPv4 address of its own.
  static let address: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let address = try value.text()
    return try presence(
      of: value, &fields, names, file: "fib_trie",
      { Text(en: "the address \(address) in \($0)", zh: "\($0) 中的地址 \(address)") }, localAddresses)
  }

  /// `{listening: tcp/PORT, in: NAME, present: true|false}`, also `udp/PORT`, over IPv4 or IPv6.
  static let listening: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let text = try value.text(), words = text.split(separator: "/", maxSplits: 1).map(String.init)
    guard words.count == 2, ["tcp", "udp"].contains(words[0]) else {
      throw value.wrong(.expected("tcp/PORT or udp/PORT", "tcp/端口 或 udp/端口"))
    }
    let present = try fields.take("present").map { value throws(FormatError) in try value.flag() } ?? true
    return try .about(
      &fields, names, at: "in", otherwise: .equal(present ? "present" : "absent"),
      { Text(en: "a socket that listens on \(text) in \($0)", zh: "\($0) 中监听 \(text) 的套接字") }
    ) { look, pid in
      guard let port = look.filled(words[1]).flatMap({ Int($0) }) else {
        return .missing(Text(en: "\(words[1]) is not known yet", zh: "\(words[1]) 尚未确定"))
      }
      return read(words[0], of: pid) { four, source in
        // A host without IPv6 has no such file.
        let six = (try? readFile(CString(source + "6"))) ?? ""
        let state = words[0] == "tcp" ? 0x0A : 0x07
        let found = [four, six].contains { SocketTable.ports(in: $0, state: state).contains(port) }
        return .value(found ? "present" : "absent", source: source)
      }
    }
  }

  private static func presence(
    of value: Value, _ fields: inout Fields, _ names: Names, file: String,
    _ words: @escaping @Sendable (String) -> Text, _ all: @escaping @Sendable (String) -> [String]
  ) throws(FormatError) -> Comparing {
    let wanted = try value.text()
    let present = try fields.take("present").map { value throws(FormatError) in try value.flag() } ?? true
    return try .about(
      &fields, names, at: "in", otherwise: .equal(present ? "present" : "absent"), words,
      sentence: {
        $0 == "present" ? Text(en: "it is there", zh: "存在") : Text(en: "it is not there", zh: "不存在")
      }
    ) { look, pid in
      guard let filled = look.filled(wanted) else {
        return .missing(Text(en: "\(wanted) is not known yet", zh: "\(wanted) 尚未确定"))
      }
      return read(file, of: pid) { .value(all($0).contains(filled) ? "present" : "absent", source: $1) }
    }
  }

  static func read(_ file: String, of pid: Int32, _ go: (String, String) -> Reading) -> Reading {
    let path = "/proc/\(pid)/net/\(file)"
    do throws(Errno) { return go(try readFile(CString(path)), path) } catch {
      return .unreadable(path, error)
    }
  }

  @Sendable static func linkNames(_ text: String) -> [String] {
    text.split(separator: "\n").dropFirst(2)
      .compactMap { $0.split(separator: ":").first.map { $0.filter { $0 != " " } } }.sorted()
  }

  /// The addresses that fib_trie calls local to a host.
  @Sendable static func localAddresses(_ text: String) -> [String] {
    var all: [String] = [], last = ""
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      if words.contains("LOCAL"), words.first == "/32" { all.append(last) }
      if let address = words.last, line.contains("--"), !address.contains("/") { last = address }
    }
    return all
  }
}
