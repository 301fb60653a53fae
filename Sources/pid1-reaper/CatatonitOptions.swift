import Console
import Isolation
import Supervision

extension StandIn {
  static let catatonit = StandIn(
    "catatonit",
    OptionTable(
      "catatonit", "catatonit [options] [--] command [argument...]",
      Text(en: "As catatonit: passes signals on, and reaps zombies.", zh: "与 catatonit 相同：转发信号，回收僵尸进程。"),
      [
        Options.group,
        Options.pause,
        Option("L", "license", Text(en: "say where the licence is", zh: "说明许可证")) { _, _ in showLicense() },
      ], operands: .command, version: tiniVersion),
    execStatus: 1, setUp: { $0.explain = environment("CATATONIT_DEBUG") != nil })

  static func showLicense() -> Never {
    Terminal.output.deliver(
      "pid1-reaper \(version), of Container Anatomy: see LICENSE there\n", by: "pid1-reaper")
    exit(0)
  }
}
