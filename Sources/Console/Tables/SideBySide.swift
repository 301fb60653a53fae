internal import Isolation

/// Two columns under their heads; before each line a sign and a label.
public struct SideBySide {
  /// What a line says of the two. The sign says it, the style only helps.
  public enum Mark: Sendable {
    case same, different, unknown
    /// Nothing: it is for reading only.
    case neither

    public var sign: String {
      switch self {
      case .same: "="
      case .different: "!="
      case .unknown: "??"
      case .neither: ""
      }
    }
    var style: Style? {
      switch self {
      case .same, .neither: .dim
      case .different: .yellow
      case .unknown: .cyan
      }
    }
  }

  private let terminal: Terminal
  private let width: Int
  private let labelWidth: Int
  public private(set) var text = ""

  private static let signWidth = 3

  /// `labels`: all that will stand before the columns, so that they are wide enough.
  public init(_ left: String, _ right: String, labels: [String], width: Int, on terminal: Terminal) {
    self.terminal = terminal
    self.width = max(50, width)
    labelWidth = labels.reduce(0) { max($0, $1.displayWidth) } + 2
    row("", "", [left], [right], sign: nil, values: .bold)
  }

  private var columnWidth: Int { (width - Self.signWidth - labelWidth - 2) / 2 }

  /// Values side by side; the shorter list is filled up, what is too wide is wrapped.
  public mutating func row(_ mark: Mark, _ label: String, _ left: [String], _ right: [String]) {
    row(mark.sign, label, left, right, sign: mark.style, values: mark == .same ? .dim : nil)
  }

  private mutating func row(
    _ mark: String, _ label: String, _ left: [String], _ right: [String], sign: Style?, values: Style?
  ) {
    let a = left.flatMap(pieces), b = right.flatMap(pieces)
    for index in 0..<max(1, a.count, b.count) {
      line(
        index == 0 ? mark : "", index == 0 ? label : "", index < a.count ? a[index] : "",
        index < b.count ? b[index] : "", sign: sign, values: values)
    }
  }

  /// A sentence below the columns, from the label on.
  public mutating func remark(_ remark: String) {
    let gap = String(repeating: " ", count: Self.signWidth)
    for piece in remark.wrapped(to: width - Self.signWidth - 2) {
      text += gap + terminal.styled(piece, .cyan) + "\n"
    }
  }

  public mutating func gap() { text += "\n" }

  private func pieces(_ value: String) -> [String] {
    let shown = String(decoding: Printable(CString(value)).bytes, as: UTF8.self)
    return shown.wrapped(to: columnWidth, indent: 2)
  }

  private mutating func line(
    _ mark: String, _ label: String, _ left: String, _ right: String, sign: Style?, values: Style?
  ) {
    let start = pad(mark, Self.signWidth) + pad(label, labelWidth)
    let rest = right.isEmpty ? left : pad(left, columnWidth + 2) + right
    let plain = rest.isEmpty ? start.trimmingEnd : start
    text += sign.map { terminal.styled(plain, $0) } ?? plain
    text += (values.map { terminal.styled(rest, $0) } ?? rest) + "\n"
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.displayWidth))
  }
}

extension String {
  fileprivate var trimmingEnd: String {
    String(prefix(upTo: lastIndex { $0 != " " }.map(index(after:)) ?? startIndex))
  }
}
