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
  let words: LabWords
  let replaced: [String: String]
  /// The shell in which `lab next` is typed, if not in the learner's first terminal.
  let nextIn: String?
  private let begin: ([String]) throws -> WalkTerminal
  let first: WalkTerminal
  private var guests: [WalkTerminal] = []
  private var shells: [String: WalkTerminal] = [:]
  /// What `${...}` stands for, as far as it was read; pids only for the step.
  var values: [String: String] = [:]
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
    for guest in guests { try guest.hears(text(words.end + words.elsewhere)) }
    first.answers("")
    XCTAssertEqual(first.ends(), 0, first.screen as String)
    for guest in guests { XCTAssertEqual(guest.ends(), 0, guest.screen as String) }
    return first.screen as String
  }

  private func begins(_ step: LabStep, _ texts: StepGuide, _ index: Int) throws {
    let heading = "-- \(index + 1)/\(lab.steps.count)\n"
    values = values.filter { !$0.key.contains(".") || $0.key.hasPrefix("cgroup.") }
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
        expect(event, step, field, choice.map { "\(key)=\($0)" } ?? (step.isQuestion ? "\(key)=" : ""))
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
    // The others read the questions, too, and where they are answered.
    for guest in guests { for _ in chosen { try guest.hears(text(words.unsure + words.elsewhere)) } }
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
    let lines = told.components(separatedBy: WalkTerminal.prompt).last?.components(separatedBy: "\n") ?? []
    XCTAssertEqual(
      lines.filter { $0.hasPrefix(" ✓ ") || $0.hasPrefix(" - ") }.count,
      step.lets.count + step.expects.count + step.keeps.count, "each check is told, and no more: \(told)")
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

  private func expect(_ event: String, _ step: LabStep, _ field: String, _ value: String) {
    expected.append(["event": event, "step": step.id, field: value])
  }

  /// The shell of that name; `outside` can always be had, in another terminal.
  func shell(_ name: String) throws -> WalkTerminal {
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
