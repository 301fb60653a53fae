import Console
import Isolation

/// One look after the other, each written at its end.
struct Batch {
  private let options: Options
  private let language: Language
  private let subject: Subject

  init(_ options: Options, in language: Language) throws(Refusal) {
    self.options = options
    self.language = language
    subject = try Subject(options, kinds: (options.shownFields + options.decidingFields).kinds)
  }

  func run() throws(Refusal) {
    // Who reads a pipe and did not say how often wants one answer, and rates are measured between two looks.
    let isMeasuredOnce = options.iterations == nil && !options.isBatch && !Terminal.output.isInteractive
    let isSnapshot = options.form == .openMetrics && options.iterations == nil && !options.isBatch
    let rounds = options.iterations ?? (isSnapshot ? 1 : isMeasuredOnce ? 2 : Int.max)
    var beat = Beat(milliseconds: options.delay)
    for round in 1...rounds {
      try subject.refresh()
      let isShown = !isMeasuredOnce || round == rounds
      if isShown {
        Terminal.output.deliver(text(round), by: "cgroup-top")
        // What only the first look lacks is not missing.
        if round == min(2, rounds) { remark(isFirst: round == 1) }
      }
      if round < rounds { beat.wait() }
    }
  }

  private func text(_ round: Int) -> [UInt8] {
    let measure = Measure(processors: onlineProcessors(), sumsRoot: options.sumsRoot)
    let arrangement = Arrangement(
      order: options.shownOrder, isReversed: options.isReversed, isTree: options.isTree ?? false,
      filter: options.filter)
    let lines = arrangement.lines(of: subject.tree, measure)
    let rows = Rows(lines: lines, fields: options.shownFields, measure: measure)
    let hasHeadings = options.hasHeadings
    return switch options.form {
    case .table:
      rows.table(
        hasHeadings: hasHeadings, isFirst: round == 1 || options.iterations == nil && !options.isBatch)
    case .raw: rows.raw(hasHeadings: hasHeadings)
    case .json: rows.json(round)
    case .csv:
      rows.csv(hasHeadings: hasHeadings && (round == 1 || options.iterations == nil && !options.isBatch))
    case .openMetrics: rows.openMetrics()
    }
  }

  /// Why columns or parts of them are empty.
  private func remark(isFirst: Bool) {
    let measure = Measure(processors: onlineProcessors(), sumsRoot: options.sumsRoot)
    let gaps = Gaps(options.shownFields, subject.tree, subject.kernel, measure, isFirst: isFirst)
    for text in gaps.texts(in: language) {
      ErrorReport("cgroup-top", in: language).show(
        String(decoding: Printable(CString(text)).bytes, as: UTF8.self))
    }
  }
}
