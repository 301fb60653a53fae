internal import Isolation

/// What a program of the host shows in a network namespace: `{nft-rule: TEXT, in: NAME}`,
/// `{iptables-rule: TEXT, in: NAME}`, `{conntrack: PROTOCOL/PORT, in: NAME, at-least: N}`.
enum FirewallSubject {
  static func rule(_ command: [String]) -> Vocabulary.Read {
    { value, fields, names throws(FormatError) in
      let wanted = try value.text()
      let present = try fields.take("present").map { value throws(FormatError) in try value.flag() } ?? true
      return try .about(
        &fields, names, at: "in", otherwise: present ? .atLeast(1) : .equal("0"),
        {
          Text(
            en: "the number of rules with \(wanted) that \(command[0]) shows in \($0)",
            zh: "\(command[0]) 在 \($0) 中列出的含 \(wanted) 的规则数")
        }
      ) { look, pid in
        guard let filled = look.filled(wanted) else {
          return .missing(Text(en: "\(wanted) is not known yet", zh: "\(wanted) 尚未确定"))
        }
        guard let program = findProgram(command[0]) else {
          return .cannotTell(
            Text(en: "there is no program \"\(command[0])\" to look with", zh: "没有可用来查看的程序“\(command[0])”"))
        }
        do throws(Failure) {
          let (output, ending) = try Inside.run(
            Command([CString(program)] + command.dropFirst().map { CString($0) }), in: .net,
            at: CString("/proc/\(pid)/ns/net"))
          guard ending == .exited(0) else {
            return .cannotTell(Text(en: "\(command[0]) says: \(output)", zh: "\(command[0]) 报告：\(output)"))
          }
          let count = output.split(separator: "\n").count { line in
            line.split { !$0.isLetter && !$0.isNumber && $0 != "." && $0 != "/" }.contains(Substring(filled))
          }
          return .value(
            "\(count)", source: "\(command.joined(separator: " ")) in \(look.describe(.net, of: pid))")
        } catch {
          return .failed(error)
        }
      }
    }
  }

  /// Entries of /proc/PID/net/nf_conntrack that name the port.
  static let conntrack: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let text = try value.text(), words = text.split(separator: "/", maxSplits: 1).map(String.init)
    guard words.count == 2 else { throw value.wrong(.expected("tcp/PORT", "tcp/端口")) }
    let least = try fields.take("at-least").map { value throws(FormatError) in try value.int() } ?? 1
    return try .about(
      &fields, names, at: "in", otherwise: .atLeast(least),
      {
        Text(en: "the number of connections of \(text) tracked in \($0)", zh: "\($0) 中跟踪到的 \(text) 连接数")
      }
    ) { look, pid in
      guard let port = look.filled(words[1]) else {
        return .missing(Text(en: "\(words[1]) is not known yet", zh: "\(words[1]) 尚未确定"))
      }
      return NetworkSubject.read("nf_conntrack", of: pid) { table, source in
        .value("\(entries(in: table, words[0], port))", source: source)
      }
    }
  }

  /// `ipv4 2 tcp 6 119 TIME_WAIT src=... dst=... sport=4242 dport=8080 ...`
  static func entries(in table: String, _ transport: String, _ port: String) -> Int {
    table.split(separator: "\n").count { line in
      let fields = line.split(separator: " ")
      return fields.count > 2 && fields[2] == transport && fields.contains("dport=\(port)")
    }
  }
}
