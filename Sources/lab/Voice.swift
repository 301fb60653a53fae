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

  init(_ session: Session) { self.session = session }

  func write(_ text: String) {
    session.tell(text.withoutStyles)
    if isRelaying, let relay { return relay.say(text) }
    Terminal.output.write(text)
    cast?.output(text)
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
