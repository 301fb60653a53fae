import Console
import Isolation

extension Options {
  static let process: [Option<Options>] = [
    Option(
      "f", "fork", sets: \.fork,
      Text(en: "run the command as a child, and wait", zh: "以子进程运行命令，并等待它结束")),
    Option(
      nil, "kill-child", takes: .optional("SIGNAL"),
      Text(
        en: "send the child SIGNAL (KILL) if this process dies; implies --fork",
        zh: "本进程结束时向子进程发送信号（默认 KILL）；隐含 --fork")
    ) { options, name throws(Refusal) in
      guard let signal = Signal((name ?? "KILL").text) else { throw .unknown(name, "KILL, TERM, 15 …") }
      options.deathSignal = signal
      options.fork = true
    },
    Option(
      nil, "forward-signals",
      Text(
        en: "pass INT and TERM on to the child, where PID 1 needs a handler for them; implies --fork",
        zh: "把 INT 和 TERM 转发给子进程（PID 1 必须为它们设置处理函数）；隐含 --fork")
    ) { options, _ in
      options.forwardsSignals = true
      options.fork = true
    },
  ]
}
