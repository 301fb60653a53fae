import Console
import Isolation

/// Both processes, held so that their numbers cannot come to mean others.
struct Pair: ~Copyable {
  private let a: ComparedProcess
  private let b: ComparedProcess
  private let pids: [Int32?]

  init(_ options: Options) throws(Trouble) {
    let first = try Self.open(options.pids[0])
    let second = try Self.open(options.pids[1])
    a = first
    b = second
    pids = options.pids
  }

  private static func open(_ pid: Int32?) throws(Trouble) -> ComparedProcess {
    do throws(Errno) { return try ComparedProcess(pid) } catch { throw .gone(pid, error) }
  }

  /// What is read of a process that ends meanwhile is worth nothing.
  borrowing func compare(_ options: Options) throws(Trouble) -> ProcessComparison {
    let comparison = ProcessComparison(
      a, b, kinds: options.kinds, aspects: Options.aspects, withOwn: options.showsOwn)
    do throws(Errno) { try a.checkAlive() } catch { throw .gone(pids[0], error) }
    do throws(Errno) { try b.checkAlive() } catch { throw .gone(pids[1], error) }
    return comparison
  }

  /// Draws again whenever something is different, until it is interrupted; then the exit status.
  borrowing func watch(_ options: Options, in language: Language) throws(Trouble) -> Int32 {
    let terminal = Terminal.output
    Interruption.hold()
    if terminal.isInteractive { terminal.write("\u{1b}[?1049h\u{1b}[?25l") }
    func leave() { if terminal.isInteractive { terminal.write("\u{1b}[?25h\u{1b}[?1049l") } }
    var drawn = "", status: Int32 = 0
    repeat {
      let comparison: ProcessComparison
      do throws(Trouble) { comparison = try compare(options) } catch {
        leave()
        throw error
      }
      status = comparison.exitStatus
      let text = comparison.picture(options, in: language).text(width: terminal.width, on: terminal)
      if text != drawn { draw(text, on: terminal, isFirst: drawn.isEmpty) }
      drawn = text
    } while !Interruption.comes(within: options.interval)
    leave()
    return status
  }

  /// In place on a terminal, as far as it has room; else one below the other.
  private borrowing func draw(_ text: String, on terminal: Terminal, isFirst: Bool) {
    guard terminal.isInteractive else { return terminal.write((isFirst ? "" : "\n") + text) }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .prefix(max(1, (terminal.size?.rows ?? 25) - 1))
    terminal.write("\u{1b}[H" + lines.joined(separator: "\u{1b}[K\r\n") + "\u{1b}[J")
  }
}
