internal import CLinux
internal import Isolation

/// The master's side of a pseudo-terminal. pty(7)
struct Pty: ~Copyable {
  let master: Descriptor
  /// The path of the side that a shell gets.
  let slave: CString

  init(columns: Int32 = 100, rows: Int32 = 30) throws(LabError) {
    var path = [CChar](repeating: 0, count: 128)
    let fd = unsafe cl_pty(&path, path.count)
    guard fd >= 0 else { throw .kernel(KernelError("posix_openpt()", Errno(-fd))) }
    master = Descriptor(raw: fd)
    slave = CString(bytes: path.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)))
    _ = cl_set_window(fd, columns, rows)
  }

  borrowing func resize(columns: Int32, rows: Int32) { _ = cl_set_window(master.raw, columns, rows) }
  borrowing func setEcho(_ echo: Bool) { _ = cl_echo(master.raw, echo ? 1 : 0) }

  borrowing func write(_ bytes: [UInt8]) { _ = unsafe cl_write(master.raw, bytes, bytes.count) }

  /// What has come within so many milliseconds; nil when the last one on the other side has gone.
  borrowing func read(within milliseconds: Int32) -> [UInt8]? {
    guard cl_poll_in(master.raw, milliseconds) > 0 else { return [] }
    var chunk = [UInt8](repeating: 0, count: 4096)
    let n = unsafe cl_read(master.raw, &chunk, chunk.count)
    // EIO once all on the other side have closed it.
    return n > 0 ? Array(chunk[..<n]) : nil
  }
}
