internal import Isolation

/// A name for something that is not on this host, so that a lab collides with nothing.
enum FreeThing: Hashable, Sendable {
  /// A TCP port that nobody listens on, from 20000 on.
  case port
  /// A network of 256 addresses within this one, to which no route leads: `198.18.37.0/24`.
  case network(address: UInt32, prefix: Int)
  case systemVKey(digits: Int)

  init(_ free: Value, _ fields: inout Fields) throws(FormatError) {
    switch try free.text() {
    case "tcp-port": self = .port
    case "route":
      let from = try fields.need("from")
      guard let (address, prefix) = Self.network(try from.text()), prefix <= 24 else {
        throw from.wrong(.expected("a network such as 198.18.0.0/15", "198.18.0.0/15 之类的网络"))
      }
      // Bits of a host, as in 198.18.7.0/15, do not count.
      let host = UInt32(32 - prefix)
      self = .network(address: (address >> host) << host, prefix: prefix)
    default: throw free.wrong(.expected("tcp-port or route", "tcp-port 或 route"))
    }
  }

  /// The first free one from a number on. `proc`: what a file of /proc says.
  func value(_ number: Int, _ proc: (_ file: String) -> String = Self.read) -> String {
    switch self {
    case .port:
      let used = ["tcp", "tcp6"].reduce(into: Set<Int>()) { all, file in
        all.formUnion(SocketTable.ports(in: proc("net/\(file)"), state: 0x0A))
      }
      let ports = 20_000..<60_000
      return
        "\((0..<ports.count).lazy.map { ports.lowerBound + (number + $0) % ports.count }.first { !used.contains($0) } ?? 20_000)"
    case .network(let address, let prefix):
      let routes = RouteTable.destinations(in: proc("net/route")).compactMap(Self.network).filter {
        $0.prefix > 0
      }
      let count = 1 << (24 - prefix)
      let free = (0..<count).lazy.map { address + UInt32((number + $0) % count) << 8 }.first { candidate in
        !routes.contains { Self.overlap((candidate, 24), $0) }
      }
      let chosen = free ?? address
      return "\(chosen >> 24).\(chosen >> 16 & 255).\(chosen >> 8 & 255).0/24"
    case .systemVKey(let digits):
      let used = Set(
        ["shm", "sem", "msg"].flatMap {
          SystemVObject.all(in: proc("sysvipc/\($0)")).map(\.key)
        })
      let most = digits == 8 ? 0x7FFF_0000 : Int.max
      for offset in 0..<10_000 {
        let text = Draw.hexadecimal(digits, number % most + offset)
        // A key is an int: what is greater reads as negative, and some languages cannot pass it on.
        if let key = SystemVSubject.number(text), key > 0, !used.contains(key) { return text }
      }
      return Draw.hexadecimal(digits, number)
    }
  }

  private static func read(_ file: String) -> String { (try? readFile(CString("/proc/" + file))) ?? "" }

  static func network(_ text: String) -> (address: UInt32, prefix: Int)? {
    let halves = text.split(separator: "/")
    guard halves.count == 2, let prefix = Int(halves[1]), (0...32).contains(prefix) else { return nil }
    let bytes = halves[0].split(separator: ".").compactMap { UInt8($0) }
    guard bytes.count == 4 else { return nil }
    return (bytes.reduce(0) { $0 << 8 | UInt32($1) }, prefix)
  }

  private static func overlap(_ a: (UInt32, Int), _ b: (address: UInt32, prefix: Int)) -> Bool {
    let prefix = min(a.1, b.prefix)
    return prefix == 0 || a.0 >> UInt32(32 - prefix) == b.address >> UInt32(32 - prefix)
  }
}

/// Cpus_allowed_list of proc_pid_status(5): `0-1,4`.
func allowedProcessors(of pid: Int32? = nil) -> [Int] {
  let line = ((try? readFile(CString("/proc/\(pid.map(String.init) ?? "self")/status"))) ?? "").split(
    separator: "\n"
  )
  .first { $0.hasPrefix("Cpus_allowed_list:") }
  let list = line?.split(separator: "\t").last ?? ""
  return list.split(separator: ",").flatMap { part -> [Int] in
    let ends = part.split(separator: "-").compactMap { Int($0) }
    guard let first = ends.first, let last = ends.last else { return [] }
    return Array(first...max(first, last))
  }
}
