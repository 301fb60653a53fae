import Console
import Isolation

extension Options {
  static let manual = Manual(
    description: [
      Text(
        en:
          "Lists the namespaces of the host, or, given the number of one, the processes in it. It takes the options "
          + "of lsns(8), finds namespaces that lsns does not, and can say what keeps one alive.",
        zh: "列出主机上的命名空间；给出某个命名空间的编号时，列出其中的进程。选项与 lsns(8) 相同，还能找到 lsns 找不到的"
          + "命名空间，并说明是什么使它保持存在。"),
      Text(
        en:
          "A filter compares columns: == != < > <= >=, =~ and !~ with a regular expression; and, or, not, and "
          + "parentheses.",
        zh: "过滤表达式用于比较列：== != < > <= >=，以及用于正则表达式的 =~ 和 !~；可用 and、or、not 和括号。"),
      Text(
        en:
          "What may not be looked at is left out; --deep and --keeps say how many processes did not show everything.",
        zh: "不允许查看的会被略去；--deep 和 --keeps 会说明有多少进程没有全部开放查看。"),
    ],
    exitStatus: [
      ("0", Text(en: "it was listed", zh: "已列出")),
      (
        "1",
        Text(
          en: "a failure, or no such process or namespace, or called wrongly",
          zh: "失败，没有该进程或命名空间，或用法有误")
      ),
    ],
    examples: [
      (
        "ns-list --type net,uts",
        Text(en: "Network and UTS namespaces:", zh: "网络命名空间和 UTS 命名空间：")
      ),
      (
        "ns-list --tree=owner",
        Text(en: "Which user namespace owns which:", zh: "哪个用户命名空间拥有哪些命名空间：")
      ),
      (
        "ns-list --keeps 4026532178",
        Text(en: "Why a namespace does not go away:", zh: "某个命名空间为什么不消失：")
      ),
    ],
    seeAlso: ["ns-compare(1)", "ns-enter(1)", "ns-unshare(1)", "lsns(8)", "namespaces(7)", "ioctl_ns(2)"])
}
