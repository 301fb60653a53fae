internal import CLinux
internal import Isolation

extension LabShell {
  /// Why a relay came back.
  public enum Return: Equatable, Sendable { case wanted, shellEnded, inputEnded }

  /// Carries bytes between this program's terminal and the shell, looking up now and then, until
  /// `look` says so or one of them ends.
  public func relay(every milliseconds: Int64 = 200, _ look: () throws -> Bool) throws -> Return {
    _ = cl_raw(0, 1)
    defer { _ = cl_raw(0, 0) }
    var next = cl_now(), window: Int32 = 0
    while true {
      if cl_now() >= next {
        let size = cl_window(1)
        if size > 0, size != window {
          pty.resize(columns: size >> 16, rows: size & 0xFFFF)
          window = size
        }
        if try look() { return .wanted }
        next = cl_now() + milliseconds
      }
      let ready = cl_poll_two(0, pty.master.raw, Int32(clamping: max(1, next - cl_now())))
      guard ready >= 0 else { return .inputEnded }
      if ready & 2 != 0 {
        guard let bytes = pty.read(within: 0) else { return .shellEnded }
        _ = unsafe cl_write(1, bytes, bytes.count)
      }
      if ready & 1 != 0 {
        var chunk = [UInt8](repeating: 0, count: 1024)
        let n = unsafe cl_read(0, &chunk, chunk.count)
        guard n > 0 else { return .inputEnded }
        pty.write(Array(chunk[..<n]))
      }
    }
  }
}
