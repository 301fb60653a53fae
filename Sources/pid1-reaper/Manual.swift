import Console
import Isolation

extension Options {
  static let manual = Manual(
    description: [
      Text(
        en:
          "Runs the command as its only child and does what an init must: reaps every process that ends below it, "
          + "passes signals on, gives the command the terminal, and ends as the command ends. It sleeps until something "
          + "happens. As PID 1 of a pid namespace it gets the orphans from the kernel; elsewhere it makes itself a "
          + "subreaper, so that they come to it all the same.",
        zh: "把命令作为唯一的子进程运行，并履行 init 的职责：回收其下结束的每个进程，转发信号，把终端交给命令，"
          + "并随命令一起结束。没有事情发生时它一直睡眠。作为 PID 命名空间的 PID 1，孤儿进程由内核交给它；在别处，"
          + "它把自己设为 subreaper，孤儿进程同样归它。"),
      Text(
        en:
          "The command leads a process group of its own, in the foreground of the terminal if this process was there. "
          + "After Ctrl-Z the whole job stops, so that the shell can continue it; as PID 1, where there is no such "
          + "shell, the command goes on.",
        zh: "命令自成一个进程组；如果本进程原本处于终端前台，前台就交给它。按下 Ctrl-Z 后整个作业随之暂停，shell 可以"
          + "恢复它；作为 PID 1 时没有这样的 shell，命令会继续运行。"),
      Text(
        en:
          "When the command has ended, this process ends at once. Of PID 1 the kernel then kills all that is left in the "
          + "namespace; elsewhere the rest lives on, unless --grace or --wait-all is given.",
        zh: "命令结束后，本进程立即结束。若它是 PID 1，内核会杀死该命名空间中余下的一切；在别处，其余进程会继续运行，"
          + "除非给出 --grace 或 --wait-all。"),
      Text(
        en:
          "A zombie whose own parent lives is that parent's affair: no init can reap it. --explain names them at the end. "
          + "With --all every process of the namespace is meant where this is PID 1, those that were entered from outside "
          + "included.",
        zh: "僵尸进程的父进程如果还在，就只有那个父进程能回收它，init 无能为力；--explain 会在结束时列出它们。本进程是 PID 1 时，"
          + "--all 指命名空间中的所有进程，包括从外部进入的进程。"),
      Text(
        en:
          "Called by the name tini, docker-init, dumb-init or catatonit, it takes that program's options and environment, "
          + "and keeps its exit codes.",
        zh: "以 tini、docker-init、dumb-init 或 catatonit 的名字调用时，它接受那个程序的选项和环境变量，并保持其退出码。"),
    ],
    exitStatus: [
      (
        "N",
        Text(
          en: "the exit status of the command, unless --exit-code maps it", zh: "命令的退出状态，除非 --exit-code 另有规定")
      ),
      ("128+N", Text(en: "signal N ended the command", zh: "命令被信号 N 终止")),
      ("127", Text(en: "the command was not found", zh: "找不到命令")),
      ("126", Text(en: "the command could not be run", zh: "命令无法运行")),
      ("1", Text(en: "the tool itself failed, or was called wrongly", zh: "工具本身失败，或用法有误")),
    ],
    examples: [
      (
        "ns-unshare -Urpf --mount-proc pid1-reaper --explain sh -c '(sleep 1 &) ; sleep 2'",
        Text(en: "Watch an orphan come and go:", zh: "观察一个孤儿进程的来去：")
      ),
      (
        "pid1-reaper --group --rewrite TERM:QUIT --grace 10 server",
        Text(
          en: "Stop a server by its own signal, and give the rest ten seconds:", zh: "用服务器自己的信号停止它，再给其余进程十秒：")
      ),
      (
        "docker run --init --volume $(command -v pid1-reaper):/sbin/docker-init:ro IMAGE",
        Text(en: "As the init of a container:", zh: "作为容器的 init：")
      ),
    ],
    seeAlso: [
      "ns-unshare(1)", "tini(1)", "wait(2)", "signalfd(2)", "PR_SET_CHILD_SUBREAPER(2const)",
      "pid_namespaces(7)",
    ])
}
