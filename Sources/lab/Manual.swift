import Console
import Isolation

extension LabCommandLine {
  /// What its man page says besides the subcommands.
  static let manual = Manual(
    description: [
      Text(
        en:
          "A lab consists of steps: each asks for a prediction, says what to do, and is done when the kernel's state "
          + "says so. You work in an ordinary shell with ordinary commands; lab watches what the kernel shows, and "
          + "takes everything back at the end.",
        zh: "一个实验由若干步骤组成：每一步先请你预测，再说明要做什么，内核的状态符合要求时即告完成。你在普通的 shell 中使用"
          + "普通的命令；lab 观察内核显示的状态，结束时把一切复原。"),
      Text(
        en:
          "What a step says of the kernel is met, not yet, cannot tell (it may not be read), or blocked (this host "
          + "cannot show it). Predictions are compared and never graded.",
        zh: "对内核状态的判断有四种：满足、尚未、无法判断（不允许读取）、受阻（本机无法展示）。预测只作对照，从不评分。"),
    ],
    exitStatus: [
      ("0", Text(en: "done", zh: "成功")),
      (
        "1",
        Text(
          en: "a failure, a failed test, or a lab that does not exist or cannot be read",
          zh: "失败、测试未通过，或实验不存在、无法读取")
      ),
      ("64", Text(en: "called wrongly", zh: "用法有误")),
    ],
    environment: [
      ("ANATOMY_LABS", Text(en: "folders of labs, with a colon between", zh: "实验所在的目录，以冒号分隔")),
      ("ANATOMY_LINEAR", Text(en: "not empty: as --linear", zh: "非空时等同于 --linear")),
      (
        "ANATOMY_TEST_SCALE",
        Text(en: "deadlines are multiplied by it, for slow machines", zh: "时限乘以此值，用于较慢的机器")
      ),
      (
        "CONTAINER_ANATOMY_CLASS, CONTAINER_ANATOMY_STUDENT",
        Text(
          en: "the class's word and the student's id: names and numbers of the labs follow from them",
          zh: "班级口令和学生的标识：实验中的名称和数值由此得出")
      ),
      (
        "LC_ALL, LC_MESSAGES, LC_CTYPE, LANG",
        Text(en: "the language, and whether the terminal shows UTF-8", zh: "语言，以及终端能否显示 UTF-8")
      ),
      ("NO_COLOR", Text(en: "not empty: no colours", zh: "非空时不用颜色")),
      ("SHELL", Text(en: "the shell of a lab", zh: "实验使用的 shell")),
      ("TERM", Text(en: "dumb: as --linear", zh: "为 dumb 时等同于 --linear")),
      ("XDG_STATE_HOME", Text(en: "where records and progress are kept", zh: "保存记录和进度的位置")),
    ],
    files: [
      (
        "~/.local/state/container-anatomy/",
        Text(en: "records of all runs, and how far you are in each lab", zh: "每次运行的记录，以及各实验的进度")
      ),
      (
        "$XDG_RUNTIME_DIR/container-anatomy/, /run/container-anatomy/, /tmp/container-anatomy-UID/",
        Text(en: "the sessions that are running", zh: "正在运行的会话")
      ),
    ],
    examples: [
      ("lab list --ready", Text(en: "What this machine can run:", zh: "本机能运行哪些实验：")),
      ("lab start uts-hostname", Text(en: "Do one:", zh: "做一个实验：")),
      ("lab demo uts-hostname", Text(en: "Perform one before an audience:", zh: "在观众面前演示：")),
      ("lab reset --all", Text(en: "Take back whatever labs have left:", zh: "清理实验留下的一切：")),
    ],
    seeAlso: [
      "ns-unshare(1)", "ns-enter(1)", "ns-list(1)", "ns-compare(1)", "pid1-reaper(1)", "namespaces(7)",
    ])
}
