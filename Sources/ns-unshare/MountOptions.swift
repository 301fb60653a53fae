import Console
import Isolation

extension Options {
  static let mounts: [Option<Options>] = [
    Option(
      nil, "mount-proc", takes: .optional("DIR"),
      Text(
        en: "mount a new proc on DIR (/proc); implies --mount",
        zh: "在 DIR（默认 /proc）挂载新的 proc；隐含 --mount")
    ) { options, directory in
      options.proc = directory ?? "/proc"
      options.kinds.insert(.mount)
    },
    Option(
      nil, "mount-binfmt", takes: .optional("DIR"),
      Text(
        en: "mount a binfmt_misc of its own on DIR; implies --mount, --user, and without DIR --mount-proc",
        zh: "在 DIR 挂载独立的 binfmt_misc；隐含 --mount 与 --user，省略 DIR 时还隐含 --mount-proc")
    ) { options, directory in options.mountBinaryFormats(on: directory) },
    Option(
      "l", "load-interp", takes: .required("RULE"),
      Text(
        en: "register a binary format there; implies --mount-binfmt",
        zh: "在其中注册一种二进制格式；隐含 --mount-binfmt")
    ) { options, rule in
      options.interpreter = rule
      if options.binaryFormats == nil { options.mountBinaryFormats(on: nil) }
    },
    Option(
      nil, "propagation", takes: .required("MODE"),
      Text(
        en: "what the mounts share: private (as is without it), shared, slave, unchanged",
        zh: "挂载的传播方式：private（默认）、shared、slave、unchanged")
    ) { options, word throws(Refusal) in
      switch word {
      case "private": options.propagation = .private
      case "shared": options.propagation = .shared
      case "slave": options.propagation = .slave
      case "unchanged": options.propagation = []
      default: throw .unknown(word, "private, shared, slave, unchanged")
      }
    }.completing(.words("private", "shared", "slave", "unchanged")),
    Option(
      "R", "root", takes: .required("DIR"),
      Text(en: "make DIR the root directory", zh: "以 DIR 作为根目录")
    ) { options, directory in options.root = directory },
    Option(
      "w", "wd", takes: .required("DIR"),
      Text(en: "make DIR the working directory", zh: "以 DIR 作为工作目录")
    ) { options, directory in options.directory = directory },
  ]

  private mutating func mountBinaryFormats(on directory: CString?) {
    kinds.formUnion([.mount, .user])
    binaryFormats = directory ?? Mount.binaryFormats
    // It is a directory of proc.
    if directory == nil { proc = proc ?? "/proc" }
  }
}
