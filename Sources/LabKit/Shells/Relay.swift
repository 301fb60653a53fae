internal import CLinux
internal import Isolation

/// Carries bytes between this program's terminal and a shell on a pseudo-terminal, and says things in
/// between: before the prompt that comes next, or above the line that is there already, which is then
/// shown again with what has been typed on it. Nothing is ever typed into the learner's program.
public final class Relay {
  /// Why it came back.
  public enum Return: Equatable, Sendable { case wanted, shellEnded, inputEnded }

  let shell: LabShell
  var master: Int32 { shell.pty.master.raw }
  /// No cursor movement: the line is shown again as plain text.
  private let isLinear: Bool
  /// The last line as it came from the shell, and as much of it as was shown.
  var line = LastLine()
  private var shown = LastLine()
  /// What has come after Enter and is kept back until the kernel has been looked at.
  private var held: [UInt8] = []
  private var showsHeldAt: Int64 = 0
  private var isPromptAwaited = false
  private var quickLooks = 0
  private var lastLook: Int64 = 0
  private var nextLook: Int64 = 0
  private var nextPeek: Int64 = 0
  private var nextGlance: Int64 = 0
  private var said = ""
  private var typed = TypedLine()
  private var window: Int32 = 0
  /// Gets every line that was entered.
  public var entered: (String) -> Void = { _ in }
  /// Gets every byte that is shown.
  public var copy: ([UInt8]) -> Void = { _ in }

  public init(_ shell: LabShell, linear: Bool = false) {
    self.shell = shell
    isLinear = linear
    resize()
  }

  /// A full-screen program has the terminal.
  public var isElsewhere: Bool { line.isElsewhere }

  /// Says it as soon as there is room: not into a full-screen program.
  public func say(_ text: String) { said += text }

  /// Until `look` says so, or the shell or the terminal ends. `look` is called when something may have
  /// changed, before a prompt is shown, and when `peek`, which is asked often, says so.
  public func run(peek: () -> Bool = { false }, _ look: () throws -> Bool) throws -> Return {
    _ = cl_raw(0, 1)
    defer { _ = cl_raw(0, 0) }
    comeBack()
    let watch = shell.session?.watch
    watch?.hurry()
    (nextLook, nextPeek) = (cl_now(), cl_now())
    while true {
      resize()
      if isTime(watch, peek) {
        let isWanted = try look()
        lastLook = cl_now()
        nextLook = lastLook + 200
        quickLooks += 1
        flush(thenLine: !isWanted)
        if isWanted {
          goAway()
          return .wanted
        }
      }
      let descriptors = [0, master, watch?.descriptor() ?? -1]
      let ready = unsafe cl_poll_any(descriptors, 3, patience(watch))
      guard ready >= 0 else { return .inputEnded }
      if ready & 2 != 0 {
        guard let bytes = shell.pty.read(within: 0) else {
          flush(thenLine: true)
          return .shellEnded
        }
        receive(bytes)
        watch?.notice(bytes)
      } else if hasShellEnded() {
        flush(thenLine: true)
        return .shellEnded
      }
      if ready & 1 != 0 {
        var chunk = [UInt8](repeating: 0, count: 1024)
        let n = unsafe cl_read(0, &chunk, chunk.count)
        guard n > 0 else { return .inputEnded }
        send(Array(chunk[..<n]))
      }
    }
  }

  /// The terminal tells of the shell's end only when nobody holds it any more, and what the shell has left behind may.
  private func hasShellEnded() -> Bool {
    guard cl_now() >= nextGlance else { return false }
    nextGlance = cl_now() + 100
    return Errno(-cl_kill(shell.process.pid, 0)) == .noProcess
  }

  /// Whether to look now.
  private func isTime(_ watch: Watch?, _ peek: () -> Bool) -> Bool {
    let now = cl_now()
    var isWanted = !held.isEmpty && now >= showsHeldAt
    if now >= nextPeek {
      isWanted = peek() || isWanted
      nextPeek = now + 100
    }
    guard let watch else { return isWanted || now >= nextLook }
    if isWanted { watch.hurry() }
    return watch.shouldLook()
  }

  /// How long nothing is due.
  private func patience(_ watch: Watch?) -> Int32 {
    let now = cl_now()
    var next = watch.map { now + Int64($0.patience(at: now)) } ?? nextLook
    if !held.isEmpty { next = min(next, showsHeldAt) }
    return Int32(clamping: max(0, min(next, nextPeek) - now))
  }

  private func send(_ bytes: [UInt8]) {
    if bytes.contains(where: { $0 == 13 || $0 == 10 }), !line.isElsewhere {
      (isPromptAwaited, quickLooks) = (true, 0)
    } else {
      // Somebody types: nothing may be kept back from them.
      isPromptAwaited = false
      showHeld()
    }
    for text in typed.add(bytes) where !line.isElsewhere { entered(text) }
    shell.pty.write(bytes)
  }

  private func receive(_ bytes: [UInt8]) {
    line.add(bytes)
    let all = held + bytes
    held = []
    guard isPromptAwaited, !line.isElsewhere else { return show(all) }
    let cut = all.lastIndex(of: 10).map { $0 + 1 } ?? 0
    show(Array(all[..<cut]))
    held = Array(all[cut...])
    // Looking costs: a program that draws a progress bar must not make it endless.
    showsHeldAt = max(cl_now(), lastLook + (quickLooks < 12 ? 25 : 100))
  }

  private func showHeld() {
    show(held)
    held = []
  }

  private func flush(thenLine: Bool) {
    guard !said.isEmpty, !line.isElsewhere else {
      if thenLine { showHeld() }
      return
    }
    leaveLine()
    write(said)
    said = ""
    if thenLine { comeBack() }
  }

  /// To a fresh line, where something stands on this one: it is shown again later.
  public func leaveLine() {
    if shown.isVisible {
      write("\n")
      // It will be shown whole.
      held = []
    }
    shown = LastLine()
  }

  /// Makes room for a dialogue.
  private func goAway() {
    if line.isElsewhere { put("\u{1B}[?1049l") }
    leaveLine()
  }

  /// Shows the last line again after something was said.
  private func comeBack() {
    if line.isElsewhere {
      guard !shown.isElsewhere else { return }
      // The program draws itself when it hears of another size.
      put("\u{1B}[?1049h")
      shell.pty.resize(columns: window >> 16, rows: max(1, (window & 0xFFFF) - 1))
      shell.pty.resize(columns: window >> 16, rows: window & 0xFFFF)
      shown = line
    } else if !held.isEmpty {
      showHeld()
    } else if !shown.isVisible {
      show(isLinear ? Array(line.text.utf8) : line.bytes)
    }
  }

  func show(_ bytes: [UInt8]) {
    shown.add(bytes)
    put(bytes)
  }

  /// In a raw terminal a line feed alone does not go back.
  private func write(_ text: String) { put(text.replacing("\n", with: "\r\n")) }

  private func put(_ text: String) { put(Array(text.utf8)) }
  private func put(_ bytes: [UInt8]) {
    copy(bytes)
    var rest = bytes[...]
    while !rest.isEmpty {
      let n = unsafe cl_write(1, Array(rest), rest.count)
      guard n > 0 else { return }
      rest = rest.dropFirst(n)
    }
  }

  private func resize() {
    let size = cl_window(1)
    guard size > 0, size != window else { return }
    shell.pty.resize(columns: size >> 16, rows: size & 0xFFFF)
    window = size
  }
}
