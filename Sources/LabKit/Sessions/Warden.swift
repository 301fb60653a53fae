internal import CLinux
internal import Isolation

/// A process that takes a session back when the program that runs it is no more, however it ended:
/// by Ctrl-C, by a closed terminal, by SIGKILL.
///
/// It reads from a pipe that nobody writes to; the end of the file is the end of the program.
struct Warden: ~Copyable {
  /// Held open as long as the program lives, and closed by the kernel in any case.
  private let pipe: Descriptor

  /// `place`: a directory outside the folder that the session makes.
  init(of folder: String, place: String?) throws(LabError) { pipe = try Self.begin(folder, place) }

  private static func begin(_ folder: String, _ place: String?) throws(LabError) -> Descriptor {
    var ends: [Int32] = [-1, -1]
    let opened = unsafe cl_pipe(&ends)
    guard opened >= 0 else { throw .kernel(KernelError("pipe2()", Errno(-opened))) }
    // With a subreaper for its ancestor it would belong to the session: the program may be one already,
    // of an earlier session that has ended.
    _ = cl_set_subreaper(0)
    let pid = cl_fork_detached()
    if pid == 0 { watch(ends, folder, place) }
    _ = cl_close(ends[0])
    let writer = Descriptor(raw: ends[1])
    guard pid > 0 else { throw .kernel(KernelError("fork()", Errno(-pid))) }
    try write("\(pid)", to: folder + "/warden")
    return writer
  }

  private static func watch(_ ends: [Int32], _ folder: String, _ place: String?) -> Never {
    _ = cl_close(ends[1])
    _ = cl_leave_terminal()
    var byte: [UInt8] = [0]
    while unsafe cl_read(ends[0], &byte, 1) > 0 {}
    // After an orderly end there is nothing to do.
    do throws(LabError) { try Session.reset(folder) } catch {}
    // Somebody may have removed the folder, and the journal with it.
    Session.endWithoutJournal(folder, place)
    cl_exit(0)
  }
}
