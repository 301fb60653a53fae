import Console
import Isolation

extension Options {
  static let manual = Manual(
    description: [
      Text(
        en:
          "Makes new namespaces and runs the command, or else your login shell, in them. Where an option names a "
          + "FILE, which must exist, the namespace is mounted on it and stays there until umount(8).",
        zh: "新建命名空间，并在其中运行命令；不给出命令时运行登录 shell。选项带有 FILE 时，该文件必须已经存在："
          + "命名空间会挂载在它上面，直到 umount(8)。"),
      Text(
        en:
          "A new pid or time namespace is for children: add --fork, and the command is PID 1 of the new pid "
          + "namespace. An ordinary user adds --user, and mostly --map-root-user.",
        zh: "新的 PID 命名空间和时间命名空间只对子进程生效：加上 --fork，命令便成为新 PID 命名空间的 PID 1。"
          + "普通用户需要加上 --user，通常还要加上 --map-root-user。"),
      Text(
        en:
          "Bad usage is refused before anything is done. What fails half-way is taken back. After a failure the tool "
          + "names the likely cause that it found on this host, and a command that would work.",
        zh: "用法有误时，在执行任何操作之前就会拒绝。中途失败时会撤销已做的操作。失败后，工具会给出在本机上找到的"
          + "可能原因，以及一条可行的命令。"),
    ],
    exitStatus: Manual.statusOfCommand,
    examples: [
      (
        "ns-unshare --user --map-root-user --pid --fork --mount-proc ps ax",
        Text(en: "As an ordinary user, see a system with one process:", zh: "以普通用户身份，看到一个只有一个进程的系统：")
      ),
      (
        "ns-unshare --explain --uts --net true",
        Text(en: "See each call and what it changed:", zh: "查看每个调用及其改变：")
      ),
      (
        "touch /run/office\nns-unshare --uts=/run/office hostname office\nns-enter --uts=/run/office hostname",
        Text(en: "Keep a namespace, and enter it later:", zh: "保留一个命名空间，以后再进入：")
      ),
    ],
    seeAlso: [
      "ns-enter(1)", "ns-compare(1)", "unshare(1)", "unshare(2)", "namespaces(7)", "user_namespaces(7)",
    ])
}
