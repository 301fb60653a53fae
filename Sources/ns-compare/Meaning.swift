import Isolation

extension NamespaceKind {
  /// What it means that two processes are not in the same one.
  var meaning: Text {
    switch self {
    case .user:
      Text(
        en: "ids and capabilities of each count only in its own: root in one need not be root in the other",
        zh: "各自的用户 id 与权能只在自己的命名空间中有效：一方的 root 未必是另一方的 root")
    case .mount:
      Text(
        en: "what one mounts or unmounts, the other does not see, unless the mount is shared",
        zh: "一方挂载或卸载，另一方看不到，除非该挂载是共享的")
    case .uts:
      Text(en: "a host name set by one is not seen by the other", zh: "一方设置的主机名，另一方看不到")
    case .ipc:
      Text(
        en: "the same key means another object to each, and neither reaches the other's",
        zh: "同一个键对双方是不同的对象，彼此无法访问")
    case .net:
      Text(
        en: "each has links, addresses, routes and ports of its own; even 127.0.0.1 is another",
        zh: "各有独立的接口、地址、路由和端口；连 127.0.0.1 也不是同一个")
    case .pid:
      Text(
        en: "the same number may mean another process to each; only an outer one sees into an inner one",
        zh: "同一个 PID 对双方可能是不同的进程；只有外层能看到内层的进程")
    case .cgroup:
      Text(
        en: "the same path of a cgroup begins at another root for each",
        zh: "同一条控制组路径，对双方从不同的根开始")
    case .time:
      Text(
        en: "their clocks since boot differ by the offsets",
        zh: "双方的单调时钟与启动时钟相差各自的偏移量")
    }
  }
}
