import Console
import Isolation

/// Looks again and again, and shows what has appeared (+) and vanished (-).
struct Watch {
  private let options: Options
  private let names = UserNames()
  /// Each line with how many rounds more it is marked; a negative number for what has vanished.
  private var shown: [(entry: Entry, marked: Int)] = []
  private var drawn: [UInt8] = []

  /// Rounds for which a mark stays.
  private static let rounds = 3

  init(_ options: Options) { self.options = options }

  func run(in language: Language) -> Never {
    var watch = self
    Interruption.hold()
    let terminal = Terminal.output
    if terminal.isInteractive { terminal.write("\u{1b}[?1049h\u{1b}[?25l") }
    var failure: Errno?
    do throws(Errno) {
      watch.shown = try watch.look().map { ($0, 0) }
      watch.begin(on: terminal)
      while !Interruption.comes(within: options.interval) { try watch.round(on: terminal) }
    } catch { failure = error }
    if terminal.isInteractive { terminal.write("\u{1b}[?25h\u{1b}[?1049l") }
    guard let failure else { exit(0) }
    ErrorReport("ns-list", in: language).show("\(KernelError("open(\"/proc\")", failure))")
    exit(1)
  }

  private func look() throws(Errno) -> [Entry] {
    options.entries(try Census(options.depth, kinds: options.searchedKinds), names)
  }

  private mutating func begin(on terminal: Terminal) {
    if terminal.isInteractive { return draw(on: terminal) }
    // The headings also say that from now on nothing is missed.
    if options.hasHeadings {
      terminal.write("  " + options.shownFields.map(\.name).joined(separator: " ") + "\n")
    }
  }

  private mutating func round(on terminal: Terminal) throws(Errno) {
    let now = try look()
    let before = Set(shown.filter { $0.marked >= 0 }.map(\.entry.record.namespace))
    let present = Set(now.map(\.record.namespace))
    let vanished = shown.filter { $0.marked >= 0 && !present.contains($0.entry.record.namespace) }
    if !terminal.isInteractive {
      for line in vanished { terminal.write(words("-", line.entry)) }
      for entry in now where !before.contains(entry.record.namespace) { terminal.write(words("+", entry)) }
      shown = now.map { ($0, 0) }
      return
    }
    let marks = Dictionary(
      shown.map { ($0.entry.record.namespace, $0.marked) }, uniquingKeysWith: { $1 })
    var next = now.map { entry in
      let namespace = entry.record.namespace
      let left = before.contains(namespace) ? max(0, (marks[namespace] ?? 0) - 1) : Self.rounds
      return (entry: entry, marked: left)
    }
    next += vanished.map { ($0.entry, -Self.rounds) }
    // -1 was the last round of what has gone.
    next += shown.filter { $0.marked < -1 && !present.contains($0.entry.record.namespace) }
      .map { ($0.entry, $0.marked + 1) }
    shown = next.sorted { $0.entry.record.namespace.number < $1.entry.record.namespace.number }
    draw(on: terminal)
  }

  private func words(_ mark: String, _ entry: Entry) -> [UInt8] {
    var table = Table(
      options.shownFields.map { Column($0.name) }, [Row(options.shownFields.map { entry.cell($0, names) })])
    table.hasHeadings = false
    return Array("\(mark) ".utf8) + table.raw()
  }

  /// In place, and only if it looks different.
  private mutating func draw(on terminal: Terminal) {
    let fields = options.shownFields
    let columns =
      [Column(" ")]
      + fields.map { Column($0.name, isRight: $0.isNumber, canShrink: [.command, .kept].contains($0)) }
    let rows = shown.map { line in
      Row(
        [Cell(line.marked > 0 ? "+" : line.marked < 0 ? "-" : " ")]
          + fields.map { line.entry.cell($0, names) },
        style: line.marked > 0 ? .green : line.marked < 0 ? .red : nil)
    }
    var table = Table(columns, rows)
    table.hasHeadings = options.hasHeadings
    table.hasLists = false
    let size = terminal.size
    let text = table.plain(width: size?.columns, styledFor: terminal)
    let lines = text.split(separator: UInt8(ascii: "\n")).prefix(max(1, (size?.rows ?? 25) - 1))
    let picture =
      Array("\u{1b}[H".utf8) + lines.flatMap { $0 + Array("\u{1b}[K\r\n".utf8) } + Array("\u{1b}[J".utf8)
    if picture != drawn { terminal.write(picture) }
    drawn = picture
  }
}
