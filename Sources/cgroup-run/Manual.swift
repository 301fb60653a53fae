import Console
import Isolation

extension Options {
  static let manual = Manual(
    description: [
      Text(
        en:
          "Makes a new control group in every hierarchy that has something to say, sets the limits, runs the command in "
          + "it, and removes it again when the command has ended, with whatever the command has left running. At the end "
          + "it tells on standard error what the kernel counted: the peak of memory, kills for lack of it, "
          + "processor time and throttling, refused forks, input and output, pressure.",
        zh: "在每个相关的层级中新建控制组，设置限制，在组中运行命令；命令结束后删除该组，并结束命令留下的进程。最后在标准错误上报告内核的"
          + "统计：内存峰值、因内存不足杀死的进程、处理器时间与节流、被拒绝的 fork、输入输出和压力。"),
      Text(
        en:
          "The options are the same on version 2 of control groups and on version 1; what version 1 cannot do is refused. "
          + "Sizes are in bytes, or end in K, M, G or T, of 1024 each; max is no limit. With --memory the group gets no swap "
          + "unless --swap says so.",
        zh: "在控制组 v2 和 v1 上，选项相同；v1 做不到的会被拒绝。大小以字节为单位，也可以 K、M、G、T 结尾（按 1024 递进）；max 表示不限。"
          + "使用 --memory 时，除非给出 --swap，否则组内不能使用交换空间。"),
      Text(
        en:
          "The group is made below the nearest group above this process that hands down the controllers. Without such a "
          + "one root lets the topmost hand them down meanwhile, except on hosts where systemd manages the groups: there, "
          + "and for ordinary users, run it in a scope of its own, systemd-run --scope -p Delegate=yes, with --user for "
          + "ordinary users. --parent says where instead.",
        zh: "新组建在本进程上方最近的、向下分发了所需控制器的组之下。没有这样的组时，root 会让最上层的组暂时分发它们，但由 systemd 管理控制组的"
          + "主机除外：在这样的主机上，以及对普通用户，请放进单独的 scope 运行：systemd-run --scope -p Delegate=yes，普通用户再加 --user。"
          + "也可以用 --parent 指定位置。"),
      Text(
        en: "If cgroup-run itself is killed, a helper ends the command and removes the group.",
        zh: "即使 cgroup-run 自己被杀死，也会有辅助进程结束命令并删除该组。"),
    ],
    exitStatus: Manual.statusOfCommand,
    examples: [
      (
        "cgroup-run --memory 32M dd if=/dev/zero of=/dev/null bs=64M count=1",
        Text(en: "See the kernel kill a process that wants too much:", zh: "看内核杀死一个想要太多内存的进程：")
      ),
      (
        "cgroup-run --cpu 0.2 --pids 20 sh",
        Text(
          en: "A shell with a fifth of a processor and at most 20 tasks:", zh: "一个只有五分之一处理器、最多 20 个任务的 shell："
        )
      ),
      (
        "cgroup-run --dry-run --memory 1G --cpu-weight 50 make",
        Text(en: "Only list what would be done:", zh: "只列出将要执行的操作：")
      ),
      (
        "systemd-run --user --scope -p Delegate=yes cgroup-run --memory 1G make",
        Text(en: "As an ordinary user:", zh: "以普通用户身份：")
      ),
    ],
    seeAlso: ["cgroup-top(1)", "systemd-run(1)", "cgroups(7)", "cpuset(7)"])
}
