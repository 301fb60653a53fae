extension Mount {
  /// The program formats of the user namespace it is mounted in (Linux 6.7), at first none.
  /// binfmt_misc(5)
  public static func binaryFormats(on target: CString) -> Mount {
    Mount(.path("binfmt_misc"), on: target, type: "binfmt_misc", [.noSetuid, .noExec, .noDevices])
  }
  /// Where proc has a directory for it.
  public static let binaryFormats: CString = "/proc/sys/fs/binfmt_misc"
}

extension WriteFile {
  /// Has programs of one format run by an interpreter: `:NAME:TYPE:OFFSET:MAGIC:MASK:INTERPRETER:FLAGS`.
  public static func binaryFormat(_ rule: CString, in directory: CString) -> WriteFile {
    WriteFile(.path(directory + "/register"), rule, page: "binfmt_misc(5)", lasting: .process)
  }
}
