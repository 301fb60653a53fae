import Console
import Isolation

/// What a plan depends on besides the options, read once.
struct Facts: Sendable {
  /// Whether it is PID 1, to whom the kernel gives orphans in any case.
  var isInit = false
  /// Whether orphans come to it already.
  var isSubreaper = false
  /// Who started it; 0 for a process outside the pid namespace.
  var parent: Int32 = 0
  /// Whether it leads its session: then no shell is there that could continue what Ctrl-Z has stopped.
  var leadsSession = false
  /// That of its session.
  var terminal: Terminal?
  /// Whether its group has the foreground, and so can give it away.
  var isForeground = false
  /// Whether standard input is the terminal of its session.
  var controlsInput = false
  /// Whether its group is in an outer pid namespace: keys reach what is in it, and nobody here can give it the terminal.
  var isInOuterGroup = false
  /// Whether /proc shows the processes of this pid namespace.
  var showsProcesses = true
  /// Those that it has before it has begun the command.
  var children: [Int32] = []
  /// LISTEN_PID names it: the sockets are for the command.
  var isListener = false

  enum Terminal: Sendable { case input, controlling }
}

extension Facts {
  /// The process as it is, as far as the options ask.
  init(for options: Options) {
    let me = ProcessSelf()
    self.init(
      isInit: me.pid == 1, isSubreaper: me.isSubreaper, parent: me.parent, leadsSession: me.session == me.pid,
      controlsInput: me.foregroundOfInput != nil,
      children: options.tells || options.endsOrphans ? me.children : [],
      isListener: environment("LISTEN_PID").map { $0 == String(me.pid) } ?? false)
    let foreground = me.foreground(of: "/dev/tty")
    terminal = foreground != nil ? .controlling : controlsInput ? .input : nil
    isInOuterGroup = terminal != nil && me.group == 0
    isForeground = isInOuterGroup ? me.hasForegroundOfInput : (foreground ?? me.foregroundOfInput) == me.group
    if options.needsProc { showsProcesses = me.isShown }
  }
}
