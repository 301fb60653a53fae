import Console
import Isolation

/// The screen: looks again and again, draws, and does what keys say.
struct Live {
  var options: Options
  let language: Language
  let subject: Subject
  var arrangement: Arrangement
  var measure = Measure(processors: nil)
  var lines: [Line] = []
  var cursor = Cursor()
  /// The first line that is on the screen.
  var top = 0
  /// So many columns are left out at the left.
  var firstColumn = 0
  var flashes = Flashes()
  var mode = Mode.groups
  /// What is said at the foot until the next key.
  var message: Text?
  /// Whether the topmost group was not there in the latest round.
  private var isGone = false
  /// What all of the host's memory is, in bytes.
  let hostMemory = MemoryUse.ofHost.map { Double($0) }
  /// The filter, as it was typed.
  var filterText: String
  /// What was last jumped to.
  var wanted = ""
  var size = (columns: 80, rows: 24)
  private let screen = FullScreen()
  private var picture = Picture()
  private var beat = Beat(milliseconds: 0)

  enum Mode: Equatable {
    case groups
    /// From that line on.
    case help(Int)
    case prompt(Prompt, LineEditor)
  }
  enum Prompt: Equatable {
    /// From where it goes back to.
    case jump(from: Int)
    case filter
    case process
  }

  init(_ options: Options, in language: Language) throws(Refusal) {
    self.options = options
    self.language = language
    filterText = options.filterText
    arrangement = Arrangement(
      order: options.shownOrder, isReversed: options.isReversed, isTree: options.isTree ?? true,
      filter: options.filter)
    subject = try Subject(
      options, kinds: options.decidingFields.kinds, some: options.shownFields.kinds.union(Self.bounds))
    try subject.refresh()
  }

  /// What the marks in the bars and the line at the foot need.
  static let bounds: ReadingKinds = [.cpuLimits, .memoryLimits, .tasks, .taskDetails]

  mutating func run() -> Never {
    let events = ScreenEvents(screen)
    screen.comeBack()
    // The first rates soon.
    beat = Beat(milliseconds: min(options.delay, 300))
    look(isFirst: true)
    var rounds = 1
    while true {
      draw()
      for event in events.next(within: beat.milliseconds) { handle(event) }
      guard beat.isDue else { continue }
      if let iterations = options.iterations, rounds >= iterations { quit() }
      rounds += 1
      if rounds == 2 { restartBeat() } else { beat.advance() }
      look(isFirst: false)
    }
  }

  mutating func restartBeat() { beat = Beat(milliseconds: options.delay) }

  private mutating func handle(_ event: ScreenEvent) {
    switch event {
    case .key(let key): press(key)
    case .resized: picture.forget()
    case .continued:
      screen.comeBack()
      picture.forget()
    case .stop(let signal): stop(by: signal)
    case .end(let signal): screen.die(by: signal)
    case .closed: quit()
    }
  }

  mutating func stop(by signal: Int32) {
    screen.stop(by: signal)
    picture.forget()
  }

  /// As if nothing was on the screen.
  mutating func redraw() { picture.forget() }

  func quit() -> Never {
    screen.leave()
    exit(0)
  }

  private mutating func look(isFirst: Bool) {
    if !isFirst {
      do throws(Refusal) {
        try subject.refresh()
        if isGone { message = nil }
        isGone = false
      } catch {
        // It may come back.
        message = error.text
        isGone = true
      }
    }
    measure = Measure(processors: onlineProcessors(), sumsRoot: options.sumsRoot)
    arrange()
    follow()
    readMore()
    flashes.advance(visible, options.shownFields, measure)
  }

  private mutating func draw() {
    size = Terminal.output.size ?? (80, 24)
    scroll()
    readMore()
    picture.show(drawing(), columns: size.columns, rows: size.rows, on: .output)
  }
}
