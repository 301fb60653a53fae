import Console
import Isolation

extension Options {
  static let manual = Manual(
    description: [
      Text(
        en:
          "Shows what the control groups of this host use: processor, memory, input and output, tasks, pressure, how "
          + "often their limits took effect. On a terminal it is a screen (? tells its keys); with --batch, or without a "
          + "terminal, a table after each look. Version 1, version 2 and both side by side are one tree: what a group "
          + "has in several hierarchies stands on one line.",
        zh: "显示本机各控制组的用量：处理器、内存、输入输出、任务、压力，以及限制生效的次数。在终端上是全屏界面（按 ? 查看按键）；"
          + "使用 --batch 或没有终端时，每次读取后输出一张表。cgroup v1、v2 以及两者并存时都合成一棵树：同一组在多个层级中的"
          + "数据在同一行。"),
      Text(
        en:
          "CPU is processor time by time elapsed, 100 for one processor kept busy; each counter has the moment at which it "
          + "was read. A counter that went down, went up more than the processors can, or is of a group that was made again "
          + "gives no value in that round. MEMORY is all that is charged, page cache included; WORKING is without "
          + "inactive_file. READ, WRITE and IO are bytes a second. THROTTLED is the share of the periods since the last look in "
          + "which cpu.max held the group back.",
        zh: "CPU 是处理器时间除以经过的时间，100 表示占满一个处理器；每个计数器都在读取时记下时刻。计数器变小、增长超过处理器可能"
          + "的上限，或组被重新创建时，该次没有数值。MEMORY 是计入的全部内存，含页缓存；WORKING 不含 inactive_file。READ、"
          + "WRITE、IO 是每秒字节数。THROTTLED 是自上次读取以来被 cpu.max 限制的周期所占的比例。"),
      Text(
        en:
          "What is not there is never 0: it is -, empty in CSV and null in JSON, and why is told on standard error, or on the "
          + "screen's last line. The topmost group of all has no files of its own for memory and tasks where version 2 has "
          + "them: they are then MemTotal - MemAvailable, and the tasks of /proc/loadavg; with --sum, the sum of the groups "
          + "right below.",
        zh: "不存在的数值不会显示为 0：显示为 -，CSV 中为空，JSON 中为 null；原因写到标准错误，或显示在屏幕最后一行。v2 的最顶层组"
          + "自身没有内存和任务文件：此时取 MemTotal - MemAvailable 以及 /proc/loadavg 的任务数；使用 --sum 时取下一级各组之和。"),
      Text(
        en:
          "A filter compares columns: == != < > <= >=, =~ and !~ with a regular expression; and, or, not, and "
          + "parentheses. Numbers may end in K, M, G or T; max is no bound. There are no colours where NO_COLOR is set or "
          + "TERM is dumb.",
        zh: "过滤表达式用于比较列：== != < > <= >=，以及用于正则表达式的 =~ 和 !~；可用 and、or、not 和括号。数字可以以 K、M、G、"
          + "T 结尾；max 表示无上限。设置了 NO_COLOR，或 TERM 为 dumb 时不使用颜色。"),
      Text(
        en:
          "--json writes an object a line for each group and round; --csv a line with the time; --openmetrics the counters as "
          + "they are, ended by # EOF in each round. Where standard output is no terminal and neither --batch nor --iterations is "
          + "given, it looks twice and writes once, so that rates are there; OpenMetrics needs one look.",
        zh: "--json 每组每次一行一个对象；--csv 每行含时间；--openmetrics 输出原始计数器，每次以 # EOF 结尾。标准输出不是终端，且未给"
          + " --batch 或 --iterations 时，读取两次、输出一次，因此有速率；OpenMetrics 只需读取一次。"),
    ],
    exitStatus: [
      ("0", Text(en: "it was shown", zh: "已显示")),
      ("1", Text(en: "a failure, no such group, or called wrongly", zh: "失败、没有该组，或用法有误")),
      ("128+N", Text(en: "signal N ended it; the terminal was put back", zh: "被信号 N 终止；终端已恢复")),
    ],
    examples: [
      ("cgroup-top -Q 'CPU > 5'", Text(en: "Groups that are busy:", zh: "繁忙的组：")),
      (
        "cgroup-top -b -n 3 -d 2 -o cpu,memory,memory-max /system.slice",
        Text(en: "Three tables of one subtree:", zh: "某个子树的三张表：")
      ),
      ("cgroup-top --openmetrics", Text(en: "For a textfile collector:", zh: "供 textfile 采集器使用：")),
    ],
    seeAlso: ["ns-list(1)", "systemd-cgtop(1)", "cgroups(7)", "proc(5)"])
}
