import Console
import LabKit

/// Brings what the lab says to the learner's terminal, and to those that joined.
final class Voice {
  private let session: Session
  /// While bytes go to and fro, it says when there is room.
  var relay: Relay?
  var isRelaying = false
  /// Where all that the learner sees is recorded, too.
  var cast: Asciicast?
  /// What those that joined have not been told yet.
  private var untold = ""

  init(_ session: Session) { self.session = session }

  func write(_ text: String) {
    untold += text.withoutStyles
    if isRelaying, let relay { return relay.say(text) }
    Terminal.output.write(text)
    cast?.output(text)
  }

  /// Tells those that joined all of it at once, and more: their prompt shall not stand in the middle.
  func tellOthers(_ more: String = "") {
    if !(untold + more).isEmpty { session.tell(untold + more) }
    untold = ""
  }
}

extension String {
  /// Without ESC [ ... m.
  var withoutStyles: String {
    var result = "", rest = self[...]
    while let start = rest.firstRange(of: "\u{1B}[") {
      result += rest[..<start.lowerBound]
      rest = rest[start.upperBound...]
      rest = rest[(rest.firstIndex(of: "m").map { rest.index(after: $0) } ?? rest.endIndex)...]
    }
    return result + rest
  }
}
