import Console
import Isolation
import Supervision

extension StandIn {
  static let dumbInit = StandIn(
    "dumb-init",
    OptionTable(
      "dumb-init", "dumb-init [options] [--] command [argument...]",
      Text(
        en: "As dumb-init: runs a command in a session of its own, and passes signals on to it.",
        zh: "与 dumb-init 相同：在独立的会话中运行命令，并转发信号。"),
      [
        Option(
          "c", "single-child", Text(en: "no session, and signals to the command only", zh: "不新建会话，信号只发给命令")
        ) { options, _ in options.actsOnChildOnly() },
        Option(
          "r", "rewrite", takes: .required("NUMBER:NUMBER"),
          Text(en: "pass on another signal; 0 drops it", zh: "转发时换成另一个信号；0 表示丢弃"), apply: Options.rewrite
        ).completing(.nothing),
        Options.verbose,
      ], operands: .command),
    // All that exec may say is 2 there.
    execStatus: 2,
    setUp: { options in
      options.subreaper = .never
      options.duty.stopsAfterForwarding = true
      options.explain = environment("DUMB_INIT_DEBUG") == "1"
      if environment("DUMB_INIT_SETSID") == "0" {
        options.actsOnChildOnly()
      } else {
        options.placement = .session
        options.duty.recipient = .group
        options.duty.aftermath = .terminateGroup
      }
    },
    finish: { options, _ in
      guard options.placement == .session else { return }
      // A session of its own has no shell: its group would not stop by the signals of a terminal.
      for signal in [Signal(number: 20), Signal(number: 21), Signal(number: 22)]
      where !options.duty.rules.names(signal) { options.duty.rules[signal] = Signal(number: 19) }
    })
}

extension Options {
  fileprivate mutating func actsOnChildOnly() {
    placement = .same
    duty.recipient = .child
    duty.aftermath = .leave
  }
}
