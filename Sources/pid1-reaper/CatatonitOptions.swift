import Console
import Isolation
import Supervision

extension StandIn {
  static let catatonit = StandIn(
    OptionTable(
      "catatonit", "catatonit [options] [--] command [argument...]",
      Text(en: "As catatonit: passes signals on, and reaps zombies.", zh: "与 catatonit 相同：转发信号，回收僵尸进程。"),
      [
        Option("g", "group", Text(en: "pass signals on to the command's process group", zh: "把信号转发给命令所在的进程组"))
        { options, _ in options.duty.recipient = .group },
        Option(
          "P", "pause", sets: \.pauses,
          Text(en: "run no command: reap until TERM or INT", zh: "不运行命令：只回收进程，直到收到 TERM 或 INT")),
        Option("L", "license", Text(en: "say where the licence is", zh: "说明许可证")) { _, _ in showLicense() },
      ], operands: .command, version: tiniVersion),
    execStatus: 1, setUp: { $0.explain = environment("CATATONIT_DEBUG") != nil })

  static func showLicense() -> Never {
    Terminal.output.deliver(
      "pid1-reaper \(version), of Container Anatomy: see LICENSE there\n", by: "pid1-reaper")
    exit(0)
  }
}
