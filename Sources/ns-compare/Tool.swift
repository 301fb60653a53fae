import Console
import Isolation

@main
enum Tool {
  static func main() {
    let language = Language.preferred
    var options = Options()
    let operands = Options.table.scatteredOperands(into: &options, in: language)
    do throws(Refusal) { try options.take(operands) } catch { Options.table.refuse(error, in: language) }
    let status: Int32
    do throws(Trouble) { status = try options.run(in: language) } catch { error.end(in: language) }
    exit(status)
  }
}

extension Options {
  fileprivate func run(in language: Language) throws(Trouble) -> Int32 {
    let pair = try Pair(self)
    if watch { return try pair.watch(self, in: language) }
    let comparison = try pair.compare(self)
    let terminal = Terminal.output
    if json {
      terminal.deliver(comparison.json.text, by: "ns-compare", or: 2)
    } else {
      let text = comparison.picture(self, in: language).text(width: terminal.width, on: terminal)
      terminal.deliver(text, by: "ns-compare", or: 2)
      comparison.explainGuards(in: language)
    }
    return comparison.exitStatus
  }
}

extension ProcessComparison {
  /// As cmp(1): 0 the same, 1 different, 2 it cannot be told.
  var exitStatus: Int32 {
    switch isSame {
    case true?: 0
    case false?: 1
    case nil: 2
    }
  }

  func picture(_ options: Options, in language: Language) -> Picture {
    Picture(comparison: self, onlyDifferent: options.onlyDifferent, language: language)
  }
}

extension Terminal {
  /// Not so wide that the eye loses the line.
  var width: Int { min(size?.columns ?? 80, 120) }
}
