import Isolation

extension Field {
  var help: Text {
    switch self {
    case .group: Text(en: "the group's path", zh: "组的路径")
    case .tasks: Text(en: "tasks (threads), groups below included", zh: "任务（线程）数，含下级组")
    case .tasksMax: Text(en: "how many it may have", zh: "任务数上限")
    case .cpu: Text(en: "per cent of one processor", zh: "占一个处理器的百分比")
    case .cpuTime: Text(en: "seconds of processor time, ever", zh: "累计使用的处理器秒数")
    case .cpuMax: Text(en: "per cent of one processor that it may use", zh: "处理器用量上限（占一个处理器的百分比）")
    case .weight: Text(en: "its weight beside others, 100 as is", zh: "与其他组竞争时的权重，默认 100")
    case .memory: Text(en: "bytes charged, page cache included", zh: "计入的内存字节数，含页缓存")
    case .working:
      Text(en: "memory without inactive_file: the working set", zh: "内存减去 inactive_file：工作集")
    case .swap: Text(en: "bytes swapped out", zh: "换出的字节数")
    case .memorySwap: Text(en: "memory and swap", zh: "内存与交换之和")
    case .memoryMax: Text(en: "bytes beyond which the kernel kills", zh: "超过后内核会杀进程的字节数")
    case .memoryHigh: Text(en: "bytes beyond which it is slowed down", zh: "超过后会被减速的字节数")
    case .io: Text(en: "bytes read and written a second", zh: "每秒读写的字节数")
    case .read: Text(en: "bytes read a second", zh: "每秒读取的字节数")
    case .write: Text(en: "bytes written a second", zh: "每秒写入的字节数")
    case .readTotal: Text(en: "bytes read, ever", zh: "累计读取的字节数")
    case .writeTotal: Text(en: "bytes written, ever", zh: "累计写入的字节数")
    case .throttled:
      Text(en: "per cent of its periods in which cpu.max held it back", zh: "被 cpu.max 限制的周期所占百分比")
    case .cpuSome:
      Text(en: "per cent of 10 s in which a task waited for cpu", zh: "10 秒内有任务等待处理器的时间百分比")
    case .memorySome:
      Text(en: "per cent of 10 s in which a task waited for memory", zh: "10 秒内有任务等待内存的时间百分比")
    case .ioSome: Text(en: "per cent of 10 s in which a task waited for io", zh: "10 秒内有任务等待 IO 的时间百分比")
    case .cpuFull: Text(en: "the same where all tasks waited for cpu", zh: "同上，但所有任务都在等待处理器")
    case .memoryFull: Text(en: "the same where all tasks waited for memory", zh: "同上，但所有任务都在等待内存")
    case .ioFull: Text(en: "the same where all tasks waited for io", zh: "同上，但所有任务都在等待 IO")
    case .kills: Text(en: "kills for lack of memory (oom_kill)", zh: "因内存不足被杀的次数（oom_kill）")
    case .refused: Text(en: "forks refused (pids.events max)", zh: "被拒绝的 fork 次数（pids.events max）")
    case .throttles: Text(en: "periods in which cpu.max held it back", zh: "被 cpu.max 限制的周期数")
    case .high: Text(en: "times it was beyond memory.high", zh: "超过 memory.high 的次数")
    case .max: Text(en: "times it was about to pass memory.max", zh: "将要超过 memory.max 的次数")
    case .oom: Text(en: "times taking memory back was not enough", zh: "回收内存仍不够的次数")
    case .groupKills:
      Text(en: "times it was killed as a whole (memory.oom.group)", zh: "整组被杀的次数（memory.oom.group）")
    case .state: Text(en: "running, freezing or frozen", zh: "running、freezing 或 frozen（冻结）")
    }
  }
}
