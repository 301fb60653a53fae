import Console
import Isolation

extension Options {
  static let manual = Manual(
    description: [
      Text(
        en:
          "Runs the command, or else your login shell, in namespaces that exist: those of the target, or those kept "
          + "under the name of a FILE.",
        zh: "在已经存在的命名空间中运行命令；不给出命令时运行登录 shell。命名空间来自目标进程，或来自以文件名 FILE 保留的命名空间。"),
      Text(
        en:
          "Each namespace belongs to a user namespace, and to enter it needs CAP_SYS_ADMIN there. So what the target's "
          + "user namespace owns is entered after it, and all else before. The owners are asked for; nothing is tried.",
        zh: "每个命名空间都属于某个用户命名空间，进入它需要在那里拥有 CAP_SYS_ADMIN。因此目标的用户命名空间所拥有的，"
          + "在它之后进入，其余的在它之前进入。归属关系由查询得知，而不是靠试探。"),
      Text(
        en: "With --pid the command is a child, since entering a pid namespace is for children only.",
        zh: "使用 --pid 时，命令是一个子进程，因为进入 PID 命名空间只对子进程生效。"),
    ],
    exitStatus: Manual.statusOfCommand,
    examples: [
      (
        "ns-enter --target 4242 --all",
        Text(en: "A shell where process 4242 is:", zh: "在进程 4242 所处的环境中打开 shell：")
      ),
      (
        "ns-enter --target 4242 --net ip link",
        Text(en: "Its network, with the programs of this host:", zh: "查看它的网络，但使用本机的程序：")
      ),
      (
        "ns-enter --target 4242 --all --dry-run",
        Text(en: "In which order it would be entered, and why:", zh: "查看进入的顺序及其原因：")
      ),
    ],
    seeAlso: [
      "ns-unshare(1)", "ns-compare(1)", "nsenter(1)", "setns(2)", "namespaces(7)", "user_namespaces(7)",
    ])
}
