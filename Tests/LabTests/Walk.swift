import Foundation
import Isolation
import LabKit
import TestSupport
import XCTest

/// A learner who does a whole lab rightly: reads what stands on the screen, predicts, types the reference commands,
/// looks, answers. What is drawn or found comes from the screen as well.
final class Walk {
  private let lab: Lab
  private let guide: Guide
  private let words: LabWords
  private let replaced: [String: String]
  /// The shell in which `lab next` is typed, if not in the learner's first terminal.
  private let nextIn: String?
  private let begin: ([String]) throws -> WalkTerminal
  private let first: WalkTerminal
  private var guests: [WalkTerminal] = []
  private var shells: [String: WalkTerminal] = [:]
  /// What `${...}` stands for, as far as it was read; pids only for the step.
  private var values: [String: String] = [:]
  /// What should be in the records, besides what was met: the fields of an event.
  private(set) var expected: [[String: String]] = []

  /// `begin`: starts `lab` with these arguments at a terminal.
  init(
    _ lab: Lab, language: String, replacing replaced: [String: String], nextIn: String?,
    begin: @escaping ([String]) throws -> WalkTerminal
  ) throws {
    self.lab = lab
    guide = lab.guide(in: try XCTUnwrap(Language(rawValue: language)))
    words = language == "zh" ? .chinese : .english
    (self.replaced, self.nextIn, self.begin) = (replaced, nextIn, begin)
    first = try begin(["start", lab.id, "--shell", "/bin/sh", "--language", language])
    shells["outside"] = first
  }

  /// From the title to the end; what the lab has shown, in the first terminal.
  func run() throws -> String {
    try first.hears(text(guide.title))
    try first.hears(text(guide.introduction))
    for (index, step) in lab.steps.enumerated() {
      let texts = try XCTUnwrap(guide.steps[step.id])
      try begins(step, texts, index)
      if !step.isQuestion {
        try does(step)
        try closes(step, texts, index)
      }
      try hears(texts.why)
    }
    try hears("-- Docker\n" + guide.docker)
    try hears(words.end)
    first.answers("")
    XCTAssertEqual(first.ends(), 0, first.screen as String)
    for guest in guests { XCTAssertEqual(guest.ends(), 0, guest.screen as String) }
    return first.screen as String
  }

  // MARK: - A step

  private func begins(_ step: LabStep, _ texts: StepGuide, _ index: Int) throws {
    let heading = "-- \(index + 1)/\(lab.steps.count)\n"
    values = values.filter { !$0.key.contains(".") }
    try hears(heading + texts.text)
    for guest in guests { try guest.hears(text(heading + texts.text)) }
    var chosen: [String] = []
    let event = step.isQuestion ? "answered" : "predicted", field = step.isQuestion ? "given" : "choice"
    if let prediction = step.prediction, let table = prediction.table {
      try hears(words.predict + texts.question)
      for (number, (key, cell, answer)) in cells(of: table, texts).enumerated() {
        try hears(cell)
        let choice = try chooses(
          prediction.choices, texts.cells, answer: answer, Way(index + lab.number + number))
        expect(event, step, field, choice.map { "\(key)=\($0)" } ?? "")
        chosen.append(choice ?? "")
      }
    } else if let prediction = step.prediction {
      try hears(words.predict + texts.question)
      let choice = try chooses(
        prediction.choices, texts.byId, answer: prediction.answer, Way(index + lab.number))
      expect(event, step, field, choice ?? "")
      chosen.append(choice ?? "")
    }
    predictions = chosen
    // The others hear the questions, too; what they are asked nothing about.
    for guest in guests { for _ in chosen { try guest.hears(GuideText(words.unsure).pattern) } }
    if step.isQuestion { return try told(step, texts) }
    try first.comesToThePrompt()
  }

  /// What was predicted in this step.
  private var predictions: [String] = []

  private func does(_ step: LabStep) throws {
    let last = step.commands.lastIndex { !$0.looks } ?? -1
    for (number, command) in step.commands.enumerated() {
      // What is to be looked at is there, and that is told in every terminal.
      if number == last + 1, !step.onlyLooks { try isTold(step) }
      let line = try complete(command.type)
      let terminal = try shell(command.shell)
      if step.waits || number < step.commands.count - 1 || terminal !== first {
        try terminal.types(line)
      } else {
        // The next step begins before the prompt is back.
        terminal.answers(line)
      }
      if let opens = command.opens {
        shells[command.shell] = nil
        shells[opens] = terminal
      }
      if command.looks { looked = (terminal, line) }
    }
    if last == step.commands.count - 1, !step.onlyLooks { try isTold(step) }
  }

  /// The last command that looked, and where it was typed.
  private var looked: (terminal: WalkTerminal, line: String)?

  private func isTold(_ step: LabStep) throws {
    guard step.waits else { return }
    let told = try first.hears(text(words.lookThenGoOn)).before
    func count(_ word: String) -> Int { told.components(separatedBy: word).count - 1 }
    XCTAssertGreaterThanOrEqual(count(words.met), step.lets.count + step.expects.count, told)
    XCTAssertGreaterThanOrEqual(count(words.holds), step.keeps.count, told)
    for guest in guests { try guest.hears(text(words.lookThenGoOn)) }
  }

  private func closes(_ step: LabStep, _ texts: StepGuide, _ index: Int) throws {
    guard step.waits else { return try told(step, texts) }
    let speaker = try nextIn.map { try shell($0) } ?? first
    if speaker === first { speaker.answers("lab next") } else { try speaker.types("lab next") }
    try told(step, texts, Way(index + lab.number + 1, mostly: true))
    guard let ask = step.ask else { return }
    try hears(try XCTUnwrap(texts.others["ask"]))
    try first.hears("> ")
    let looked = try XCTUnwrap(looked)
    let answer = ask.given(looked.terminal.output(of: looked.line))
    XCTAssertNotEqual(answer, "", "nothing to be read off: \(looked.line)")
    first.answers(answer)
    expect("answered", step, "given", answer)
    expect("answered", step, "expected", answer)
    try hears(words.agrees + answer)
  }

  /// What is said of predictions, and what was seen.
  private func told(_ step: LabStep, _ texts: StepGuide, _ way: Way = .right) throws {
    guard let prediction = step.prediction else { return }
    if let table = prediction.table {
      for ((key, cell, answer), predicted) in zip(cells(of: table, texts), predictions) {
        let note =
          predicted.isEmpty
          ? ""
          : predicted == answer
            ? words.cellRightly
            : words.cellOtherwise.0 + (texts.cells[predicted] ?? "") + words.cellOtherwise.1
        try hears(cell + words.colon + (texts.cells[answer] ?? "") + note + (texts.table[key] ?? ""))
      }
      return
    }
    func sentences(_ id: String) -> String {
      texts.choices.first { $0.id == id }.map { $0.text + $0.remark } ?? ""
    }
    let answer = prediction.answer, predicted = predictions[0]
    if step.observes {
      try hears(words.saw)
      let seen = try chooses(prediction.choices, texts.byId, answer: answer, way)
      expect("observed", step, "choice", seen ?? "")
      if let seen { try hears(sentences(seen)) }
      if seen != answer { try hears(words.shows + sentences(answer)) }
    } else {
      if !predicted.isEmpty, predicted != answer { try hears(sentences(predicted)) }
      try hears(words.answer + sentences(answer))
    }
    if step.isQuestion || predicted.isEmpty { return }
    try hears(predicted == answer ? words.rightly : words.otherwise + (texts.byId[predicted] ?? ""))
  }

  // MARK: - Answers

  /// How a question is answered.
  private enum Way {
    case right, wrong, unsure

    /// By turns; or `mostly` rightly.
    init(_ number: Int, mostly: Bool = false) {
      self = [.right, .wrong, .unsure, .right, .right, .right][number % (mostly ? 6 : 3)]
    }
  }

  /// Presses the key of a choice as the screen has it; nil for "I do not know".
  private func chooses(_ ids: [String], _ texts: [String: String], answer: String, _ way: Way) throws
    -> String?
  {
    let options = try first.hears(GuideText(words.unsure).pattern + "> ").before
    guard let id = way == .right ? answer : way == .wrong ? ids.first(where: { $0 != answer }) : nil else {
      first.answers("?")
      return nil
    }
    let keys = ids.indices.map { String(UnicodeScalar(UInt8(97 + $0))) }
    let key = keys.first { key in
      let next = #"(?:[b-z]\)|$)"#
      let line = #"(?m)^\s*"# + GuideText("\(key))" + (texts[id] ?? ""), knowing: values).pattern + next
      return options.range(of: line, options: .regularExpression) != nil
    }
    first.answers(try XCTUnwrap(key, "no choice \(id) among \(options)"))
    return id
  }

  private func cells(of table: PredictionTable, _ texts: StepGuide) -> [(
    key: String, name: String, answer: String
  )] {
    table.rows.flatMap { row in
      table.columns.map { column in
        let name =
          (texts.table["row \(row)"] ?? "") + words.separator + (texts.table["column \(column)"] ?? "")
        return (PredictionTable.key(row, column), name, table.answer(row, column))
      }
    }
  }

  private func expect(_ event: String, _ step: LabStep, _ field: String, _ value: String) {
    expected.append(["event": event, "step": step.id, field: value])
  }

  // MARK: - What stands on the screen

  private func text(_ text: String) -> String { GuideText(text, knowing: values).pattern }

  /// Waits until the lab says a text, and reads the values in it.
  private func hears(_ text: String) throws {
    let wanted = GuideText(text, knowing: values)
    for (name, value) in zip(wanted.names, try first.hears(wanted.pattern).groups) { values[name] = value }
  }

  /// A command as a learner completes it.
  private func complete(_ line: String) throws -> String {
    var line = line.split(separator: " ", omittingEmptySubsequences: false).map {
      replaced[String($0)] ?? String($0)
    }
    .joined(separator: " ")
    while let start = line.range(of: "${"), let end = line[start.upperBound...].firstIndex(of: "}") {
      let name = String(line[start.upperBound..<end])
      line.replaceSubrange(start.lowerBound...end, with: try value(of: name))
    }
    return line
  }

  private func value(of name: String) throws -> String {
    if let value = values[name] { return value }
    let parts = name.split(separator: ".").map(String.init)
    guard parts.count == 2 else { throw Untold(name: name) }
    if parts[1] == "pid" { return try pid(of: parts[0]) }
    guard parts[1] == "nspid" else { throw Untold(name: name) }
    let line = "grep NSpid /proc/\(try value(of: parts[0] + ".pid"))/status", outside = try shell("outside")
    try outside.types(line)
    return outside.output(of: line).split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
  }

  /// `lab status` tells what it has found, as soon as it has.
  private func pid(of name: String) throws -> String {
    let terminal = try nextIn.map { try shell($0) } ?? first, line = "lab status"
    let wanted = try NSRegularExpression(pattern: #" \#(name)[:：].*\n\s+([0-9]+) \("#)
    var found = ""
    let isTold = eventually(within: 60) {
      guard (try? terminal.types(line)) != nil else { return true }
      // A step that needs it no more does not tell it again.
      let match = wanted.matches(in: terminal.screen as String, range: NSRange(0..<terminal.screen.length))
        .last
      found = match.map { terminal.screen.substring(with: $0.range(at: 1)) } ?? ""
      return !found.isEmpty
    }
    guard isTold, !found.isEmpty else { throw Untold(name: name) }
    values[name + ".pid"] = found
    return found
  }

  /// Nothing on the screen says what that stands for.
  struct Untold: Error { let name: String }

  // MARK: - Terminals

  /// The shell of that name; `outside` can always be had, in another terminal.
  private func shell(_ name: String) throws -> WalkTerminal {
    if let terminal = shells[name] { return terminal }
    XCTAssertEqual(name, "outside")
    let guest = try begin(["shell", "--shell", "/bin/sh"])
    try guest.comesToThePrompt()
    guest.forgets()
    guests.append(guest)
    shells[name] = guest
    return guest
  }
}

extension LabStep {
  /// It is over when the learner says so.
  fileprivate var waits: Bool { observes || ask != nil }
}

extension StepGuide {
  fileprivate var byId: [String: String] {
    Dictionary(uniqueKeysWithValues: choices.map { ($0.id, $0.text) })
  }
  fileprivate var cells: [String: String] {
    Dictionary(
      uniqueKeysWithValues: table.filter { $0.key.hasPrefix("cell ") }.map {
        (String($0.key.dropFirst(5)), $0.value)
      })
  }
}
