import Console
import Isolation

extension Options {
  static let manual = Manual(
    description: [
      Text(
        en:
          "Shows for every kind of namespace whether the two processes are in the same one, and what each sees: "
          + "id maps, mounts, host name, System V objects, network links, pids, cgroups, clock offsets; then what is "
          + "no namespace's: root directory, seccomp, no_new_privs, capabilities. Without a second process the other "
          + "one is ns-compare itself, which is where you are.",
        zh: "对每一种命名空间，显示两个进程是否处于同一个，以及各自看到什么：id 映射、挂载、主机名、System V 对象、网络接口、"
          + "PID、控制组、时钟偏移；然后是不属于命名空间的：根目录、seccomp、no_new_privs、权能。不给出第二个进程时，"
          + "与 ns-compare 自身比较，也就是你所在的环境。"),
      Text(
        en:
          "What can be seen only from inside, such as a host name, is read by a helper process that goes in; "
          + "nothing is changed. What may not be read is shown as \"cannot tell\", with the reason.",
        zh: "只有在内部才能看到的（例如主机名），由进入其中的辅助进程读取；不改变任何东西。不允许读取的显示为“无法得知”，并给出原因。"),
      Text(
        en: "Paths of cgroups and outer ids of maps are those that the reader sees.",
        zh: "控制组路径和映射中的外部 id，均以读取者所见为准。"),
    ],
    exitStatus: [
      ("0", Text(en: "all namespaces that were compared are the same", zh: "所比较的命名空间全部相同")),
      ("1", Text(en: "some differ", zh: "有不同的")),
      (
        "2",
        Text(
          en: "trouble: no such process, bad usage, or none differs but some cannot be told",
          zh: "有问题：没有该进程、用法有误，或没有不同但有无法得知的")
      ),
    ],
    examples: [
      ("ns-compare 4242", Text(en: "Process 4242 and you:", zh: "进程 4242 与自己：")),
      (
        "ns-compare --only uts,net --different 4242 4300",
        Text(en: "Two kinds of two processes, if they differ:", zh: "两个进程的两种命名空间，只看不同之处：")
      ),
      (
        "ns-compare --watch 4242",
        Text(en: "On the projector, while you type elsewhere:", zh: "放在投影上，同时在别处输入命令：")
      ),
    ],
    seeAlso: ["ns-list(1)", "ns-enter(1)", "ns-unshare(1)", "lsns(8)", "namespaces(7)", "proc(5)"])
}
