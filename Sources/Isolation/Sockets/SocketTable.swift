/// The sockets of /proc/PID/net/tcp and udp that wait for others. proc_pid_net(5)
public enum SocketTable {
  /// The local ports of sockets in that state: 0x0A is TCP_LISTEN, 0x07 an unconnected UDP socket.
  public static func ports(in text: String, state: Int) -> Set<Int> {
    var ports: Set<Int> = []
    for line in text.split(separator: "\n").dropFirst() {
      // sl local_address rem_address st ...
      let fields = line.split(separator: " ")
      guard fields.count > 3, Int(fields[3], radix: 16) == state,
        let port = fields[1].split(separator: ":").last.flatMap({ Int($0, radix: 16) })
      else { continue }
      ports.insert(port)
    }
    return ports
  }
}

/// The destinations of /proc/PID/net/route: `198.18.0.0/15`. proc_pid_net(5)
public enum RouteTable {
  public static func destinations(in text: String) -> [String] {
    text.split(separator: "\n").dropFirst().compactMap { line in
      // Iface Destination Gateway Flags RefCnt Use Metric Mask ...
      let fields = line.split(separator: "\t").map { $0.filter { $0 != " " } }
      guard fields.count > 7, let address = UInt32(fields[1], radix: 16),
        let mask = UInt32(fields[7], radix: 16)
      else { return nil }
      // The bytes are in the order of the network, the number in that of the machine.
      let bytes = [0, 8, 16, 24].map { String(address >> UInt32($0) & 255) }
      return bytes.joined(separator: ".") + "/\(mask.nonzeroBitCount)"
    }
  }
}
