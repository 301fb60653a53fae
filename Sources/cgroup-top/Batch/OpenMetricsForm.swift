import Console
import Isolation

extension Rows {
  /// The text format of OpenMetrics 1.0, with `# EOF` at the end.
  ///
  /// Counters are told as they are, never as rates. A group that is made again under its name counts from 0: so the label
  /// `id` of counters, its inode, says which one it is.
  func openMetrics() -> [UInt8] {
    var text: [UInt8] = [], known: Set<String> = []
    for metric in fields.compactMap(\.metric) where known.insert(metric.name).inserted {
      text += "# TYPE \(metric.name) \(metric.kind.rawValue)\n".utf8
      if let unit = metric.unit { text += "# UNIT \(metric.name) \(unit)\n".utf8 }
      text += "# HELP \(metric.name) \(metric.help).\n".utf8
      for line in lines {
        let (value, inode) = metric.sample(measure, line.node)
        guard let number = value.metricNumber else { continue }
        text += metric.name.utf8
        if metric.kind == .counter { text += "_total".utf8 }
        text += "{group=\"".utf8
        text += escaped(line.path.text)
        text += (inode.map { "\",id=\"\($0)" } ?? "").utf8
        text += "\"} \(number)\n".utf8
      }
    }
    return text + "# EOF\n".utf8
  }

  private func escaped(_ label: String) -> [UInt8] {
    label.utf8.flatMap { byte in
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "\""): [UInt8(ascii: "\\"), byte]
      case .newline: Array("\\n".utf8)
      default: [byte]
      }
    }
  }
}

extension Value {
  /// In base units: 1 is all, not 100.
  fileprivate var metricNumber: String? {
    switch self {
    case .none, .word: nil
    case .percent(let number): (number / 100).fixed(4)
    case .unlimited: "+Inf"
    default: exact("")
    }
  }
}
