/// Bytes and operations of a group on one block device.
public struct DeviceIO: Hashable, Sendable {
  /// `major:minor`
  public var device: String
  public var read: UInt64 = 0
  public var written: UInt64 = 0
  public var reads: UInt64 = 0
  public var writes: UInt64 = 0
}

/// What a group has read from and written to block devices. io.stat; blkio.throttle.io_service_bytes and
/// io_serviced
public struct BlockIO: Hashable, Sendable {
  public var devices: [DeviceIO] = []

  public var read: UInt64 { devices.reduce(0) { $0 &+ $1.read } }
  public var written: UInt64 { devices.reduce(0) { $0 &+ $1.written } }

  public init(devices: [DeviceIO] = []) { self.devices = devices }

  public init?(in folder: borrowing GroupFolder, _ buffer: inout GroupBuffer) throws(Errno) {
    switch folder.version {
    case .two:
      guard let stat = try buffer.optional("io.stat", in: folder) else { return nil }
      self.init(stat: stat)
    case .one:
      // What blkio.io_service_bytes shows depends on the scheduler, and is nothing with most. As in version 2 the groups
      // below count as well, where the kernel has such a file.
      let all = try buffer.optional("blkio.throttle.io_service_bytes_recursive", in: folder)
      let isRecursive = all != nil
      if let all {
        self.init(bytes: all)
      } else if let own = try buffer.optional("blkio.throttle.io_service_bytes", in: folder) {
        self.init(bytes: own)
      } else {
        return nil
      }
      let file: CString =
        isRecursive ? "blkio.throttle.io_serviced_recursive" : "blkio.throttle.io_serviced"
      if let counts = try buffer.optional(file, in: folder) { count(counts) }
    }
  }

  /// `8:0 rbytes=1 wbytes=2 ...`. Some kernels leave out the end of line after a device without figures, so a line may
  /// begin with several, and the figures are the last one's; and a device that has gone is `(unknown)`.
  init(stat: GroupText) {
    stat.forEachLine { line in
      guard !line.isEmpty else { return true }
      var next = DeviceIO(device: ""), hasFigures = false
      for word in line.split(separator: 32) {
        guard let sign = word.firstIndex(of: 61) else {
          next.device = String(decoding: word, as: UTF8.self)
          continue
        }
        guard let value = GroupText.number(word[(sign + 1)...]) else { continue }
        hasFigures = true
        let key = word[..<sign]
        if key.elementsEqual("rbytes".utf8) {
          next.read = value
        } else if key.elementsEqual("wbytes".utf8) {
          next.written = value
        } else if key.elementsEqual("rios".utf8) {
          next.reads = value
        } else if key.elementsEqual("wios".utf8) {
          next.writes = value
        }
      }
      if hasFigures, next.device.contains(":") { devices.append(next) }
      return true
    }
  }

  /// `8:0 Read 1`, a line for each kind of operation.
  init(bytes: GroupText) {
    add(bytes) { device, kind, value in
      if kind == "Read" { device.read = value } else if kind == "Write" { device.written = value }
    }
  }

  private mutating func count(_ counts: GroupText) {
    add(counts) { device, kind, value in
      if kind == "Read" { device.reads = value } else if kind == "Write" { device.writes = value }
    }
  }

  private mutating func add(_ text: GroupText, _ body: (inout DeviceIO, Substring, UInt64) -> Void) {
    for line in text.lines {
      let words = line.split(separator: " ")
      guard words.count == 3, words[0].contains(":"), let value = UInt64(words[2]) else { continue }
      let place =
        devices.firstIndex { $0.device == words[0] }
        ?? {
          devices.append(DeviceIO(device: String(words[0])))
          return devices.count - 1
        }()
      body(&devices[place], words[1], value)
    }
  }
}

/// A bound of what a group may read or write on one device, in a second.
public enum IOBound: String, CaseIterable, Sendable {
  case readBytes = "rbps"
  case writtenBytes = "wbps"
  case reads = "riops"
  case writes = "wiops"

  var fileOfOne: String {
    switch self {
    case .readBytes: "blkio.throttle.read_bps_device"
    case .writtenBytes: "blkio.throttle.write_bps_device"
    case .reads: "blkio.throttle.read_iops_device"
    case .writes: "blkio.throttle.write_iops_device"
    }
  }
}

extension GroupSetting {
  /// `device`: major:minor of a whole disk, not of a partition.
  public static func io(_ device: String, _ bounds: [(IOBound, Limit)]) -> GroupSetting {
    GroupSetting(
      "io",
      two: [("io.max", device + bounds.map { " \($0.0.rawValue)=\($0.1.word)" }.joined())],
      // 0 takes a bound away there.
      one: bounds.map { ($0.0.fileOfOne, "\(device) \($0.1.number ?? 0)") })
  }

  /// From 1 to 10000. Of version 1 only where the scheduler knows of it.
  public static func ioWeight(_ weight: UInt64) -> GroupSetting {
    GroupSetting(
      "io", two: [("io.weight", "default \(weight)")],
      one: [("blkio.bfq.weight", "\(max(1, min(1000, weight)))")])
  }
}
