import Console
import Isolation
import Supervision

extension StandIn {
  /// tini, and docker-init, which is tini by another name.
  static func tini(_ name: String) -> StandIn {
    StandIn(
      name,
      OptionTable(
        name, "\(name) [options] [--] command [argument...]",
        Text(en: "As tini: passes signals on, and reaps zombies.", zh: "与 tini 相同：转发信号，回收僵尸进程。"),
        [
          Option("s", "subreaper", Text(en: "adopt orphans where it is not PID 1", zh: "不是 PID 1 时也收养孤儿进程")) {
            options, _ in options.subreaper = .always
          },
          Options.parentDeath,
          Options.verbose,
          Option(
            "w", "warn", sets: \.warnsOfOrphans,
            Text(en: "say when it reaps a process that it has not begun", zh: "回收并非由它启动的进程时给出提示")),
          Options.group,
          Option(
            "e", "exit-code", takes: .required("CODE"),
            Text(en: "end with 0 in place of CODE", zh: "以 0 代替退出码 CODE"), apply: Options.remap
          ).completing(.nothing),
          Option("l", "license", Text(en: "say where the licence is", zh: "说明许可证")) { _, _ in showLicense() },
        ], operands: .command, version: tiniVersion),
      setUp: { options in
        options.subreaper = environment("TINI_SUBREAPER") == nil ? .never : .always
        if environment("TINI_KILL_PROCESS_GROUP") != nil { options.duty.recipient = .group }
        let level = environment("TINI_VERBOSITY").flatMap { Int($0) } ?? 1
        options.explain = level > 1
        options.warnsOfNoReaping = level > 0
      },
      finish: { options, isEnded in
        // getopt(3) lets options follow the command, up to "--": so there it is said where they end.
        if !isEnded, options.command.count > 1, options.command[1] == "--" {
          options.command = options.command.without(1)
        }
      })
  }
}
